"""Four hundred questions that nobody should type and somebody will."""

_PLAIN = r"""
Standard queue
what is a queue
What is a queue?
WHAT IS A QUEUE???
how long does the dough rest
how many hours of sun do tomatoes need
tomatoes basil tomatoes basil tomatoes
the
the of and to
is it
why
?
???
!
...
-
--
_
__init__
.
,
;
a
I
7
queue AND garden
queue OR garden
queue NOT garden
queue NEAR garden
NEAR(queue garden)
NEAR(queue garden, 5)
NEAR("queue" "garden", -1)
AND
OR
NOT
NEAR
NEAR(
AND OR NOT
NOT NOT NOT queue
queue AND
AND queue
(queue
queue)
((((queue))))
()
queue*
*
*queue
que*ue
^queue
queue^
^
title:queue
headings:queue
body:queue
nosuchcolumn:queue
{title body}:queue
-title:queue
- {title}:queue
terms MATCH queue
rowid:1
rank:bm25
rank MATCH 'bm25(1.0)'
queue + garden
+queue +garden
+queue -garden
queue:garden
a:b
don't
multi-agent
o'clock o’clock
"
""
"" ""
" "
"queue
queue"
que"ue
"standard queue"
"standard" "queue"
"standard queue
"standard queue""
""standard queue""
'standard queue'
“standard queue”
„standard queue“
„standard queue”
«standard queue»
“standard queue
"no such words in a row"
"queue" -queue
"-"
"?"
"queue"s
x"queue"
'
''
`queue`
```queue```
`
-queue
-queue -garden
-"standard queue"
-"
-""
--queue
---
- queue
queue -
queue -garden
queue -garden -bread -basil
queue -queue
queue -5
queue -x
what -the -of -is
cheap -but good
-in:cloud queue
in:
in: cloud
in:cloud
in:cloud queue
in:cloud in:garden queue
in:"cloud" queue
in:"cloud queue
in:“cloud” queue
in:nosuchfolder queue
in:/ queue
in:/cloud/ queue
in:. queue
in:.. queue
in:../../etc passwd
in:C:\notes queue
in:cloud/nosuch queue
IN:Cloud queue
in:in:in: queue
in:cloud,garden queue
in:* queue
in:%
in:_ queue
tag:
tag: queue
tag:queues
tag:queues what is it
tag:#queues what is it
tag:#
tag:a/b/c queue
tag:nosuchtag queue
tag:queues tag:nosuchtag queue
tag:"two words" queue
tag:" queue
note:
note:garden
note:garden tomatoes
note:"garden" tomatoes
note:"garden tomatoes
note:nosuchnote tomatoes
note:garden note:bread tomatoes
note:garden.md in:cloud tomatoes
note:e
note:( tomatoes
note:[ tomatoes
note:\ tomatoes
note:.* tomatoes
in:cloud tag:queues note:sqs "standard" -fifo queue
foo:bar baz
https://example.org/?q=queue&x=1#top
http://
user@example.org
~/notes/garden.md
C:\Windows\System32\queue.dll
\\server\share\queue
/etc/passwd
../../../etc/shadow
file:///etc/passwd
queue\
\
\\
\n
\0
\x00
\u0000
%00
%s %d %n
%(name)s
{0} {name} {{}}
{}
${HOME} $(queue) `queue`
$HOME
; rm -rf /
| cat /etc/passwd
queue && garden || bread
queue > /dev/null
<queue>
<b>queue</b>
<script>alert(1)</script>
</textarea><script>
<!-- queue -->
<![CDATA[queue]]>
&lt;queue&gt; &amp; &#0;
[queue](javascript:alert(1))
![queue](https://example.org/x.png)
[[queue]]
[[queue|garden]]
:red[queue]
$$queue$$
# queue
## Standard queue
- [ ] queue
| queue | garden |
> queue
~~queue~~
***queue***
' OR 1=1 --
'; DROP TABLE notes; --
" OR ""="
1; SELECT * FROM passages
queue' UNION SELECT text FROM passages --
') OR ('1'='1
x'41'
?1
:name
@name
$name
NULL
None
null
undefined
nan
NaN
inf
-inf
Infinity
true
False
0
-0
-1
1e309
-1e309
1e-400
0x7fffffff
2147483648
9223372036854775807
9223372036854775808
-9223372036854775809
99999999999999999999999999999999999999999999999999
1/0
3.14159
1,000,000.00
1_000_000
12:34:56
2024-02-30
00/00/0000
256kb
256 KB
25 6kb
.*
^.*$
(a+)+$
(?<!x)queue
[a-z]+
[
]
[]
[^]
\d+\s*\w
(?P<name>queue)
queue{1,99999}
|
queue|garden
queue~
queue~2
queue^5
"standard queue"~3
[a TO z]
{a TO z}
queue?
qu?ue
+
+-
&&
||
!queue
/queue/
_exists_:queue
changeMessageVisibility
ChangeMessageVisibilityBatchRequestEntry
change_message_visibility
change-message-visibility
CHANGEMESSAGEVISIBILITY
qeueu
quueue
gardne tomatos
Qwertzuiop
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
x y z w v u t s r q p o n m l k j i h g f e d c b a
und wie lange ruht der Teig
quanto riposa l'impasto
Größenmaßstäbe
"""

_SPELT = (
    *("", " ", "   \t  ", "\n", "\r\n\r\n", "\u00a0", "\u3000\u2003", "\u200b", "\ufeff", "\x00"),
    *("queue\x00", "\x00queue", "que\x00ue", "queue\x00garden", "\x00" * 50, "\x01\x02\x1f"),
    *("\x1b[31mqueue\x1b[0m", "\x07\x08\x7f", "\x85\x9b31mqueue", "queue\rgarden", "queue\ngarden"),
    *("queue\tgarden", "queue\x0bgarden\x0c", "queue\u2028garden\u2029", "\u200bque\u200bue"),
    *("que\u00adue", "que\u200due", "que\u2060ue", "\u202equeue\u202c", "\u2066queue\u2069"),
    *("queue\u200f \u200egarden", "\u061cqueue", "\ufffequeue\uffff", "\U000e0071\U000e0075"),
    *("\ud800", "\udfff", "queue \udcff\udcfe", "\ud83d", "\udc00\ud800", "caf\udce9 opens"),
    *("in:\udcff queue", '"\udcff queue"', "-\udcff queue", "tag:\udcff", "note:\ud800"),
    *("caf\u00e9", "cafe\u0301", "CAF\u00c9", "cafe", "c\u0327a\u0306f\u0301e\u0308", "\u0301"),
    *("\u0301" * 200, "Z" + "\u0335\u0336\u0337" * 60, "\ufb01fo", "\uff31ueue", "\u2460\u00bd"),
    *(
        "\u0130stanbul \u0131",
        "STRASSE stra\u00dfe",
        "\u1e9e",
        "\u03a3\u03c3\u03c2",
        "\u212a\u212b",
    ),
    *("\u017f\u01c6", "\ufdfa", "\u0e01\u0e33 \u0e41\u0e21\u0e27", "\U0001d4ea\U0001d4eb"),
    *("\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ee\U0001f1f9"),
    *("queue \U0001f680 garden", "\U0001f44d\U0001f3fd", "1\ufe0f\u20e3", "\u2764\ufe0f queue"),
    *(
        "\u4ec0\u4e48\u662f\u961f\u5217",
        "\u5f85\u3061\u884c\u5217\u3068\u306f",
        "\uac00\ub098 \ud050",
    ),
    *("\u041e\u0447\u0435\u0440\u0435\u0434\u044c?", "\u03c0\u03bf\u03b9\u03b1 \u03bf\u03c5\u03c1"),
    *("\u0645\u0627 \u0647\u064a \u0627\u0644", "\u05de\u05d4\u05d5 \u05ea\u05d5\u05e8"),
    *(
        "\u0915\u094d\u092f\u093e \u0939\u0948",
        "\u12a0\u121b\u122d\u129b",
        "\u10e0\u10d0 \u10d0\u10e0",
    ),
    *("\u0627\u0655\u064b\u064c\u064d", "\u0662\u0660\u0662\u0664", "\u0967\u0968\u0969", "\u2163"),
    *("\ue000\uf8ff", "\U0010ffff", "\U0001d7d8\U0001d7d9", "\u00b2\u00b3 m\u00b2", "\u2044\u2052"),
    *("queue " * 20_000, "q" * 100_000, '"' * 5_000, "-" * 5_000, "(" * 3_000 + ")" * 3_000),
    *("in:cloud " * 500, "tag:queues " * 400, "-garden " * 600 + "queue", '"queue" ' * 600),
    *("note:garden " * 300 + "tomatoes", "a " * 10_000, "\u0930" * 30_000, "\U0001f680" * 20_000),
    *(" ".join(map(str, range(3_000))), "\n".join("queue" for _ in range(4_000)), "x-" * 4_000),
    *(" " * 100_000, " " * 99_990 + "queue", "queue " + "." * 50_000, "queue OR " * 9_000),
    *("".join(map(chr, range(32, 127))), "".join(map(chr, range(0x80, 0x250)))),
)

ODD_QUERIES: tuple[str, ...] = (*_PLAIN.strip().split("\n"), *_SPELT)
"""All of them, each one once."""
