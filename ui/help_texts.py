"""What the help of each command says below its options: examples, and what the codes mean."""

EXAMPLES = """\
examples:
  quoth index ~/notes                     index a folder of notes, or bring its index up to date
  quoth ask "What is a dead-letter queue?"
  quoth chat ~/notes                      the same in the browser
  quoth watch ~/notes                     keep the index up to date while you write

exit codes: 0 answered, 1 the notes do not answer, 2 you must do something, 130 interrupted
"""
INDEX = """\
examples:
  quoth index ~/notes
  quoth index                             the folder indexed last, again
  quoth index ~/notes --rehash            read every file again, even those that look unchanged
"""
ASK = """\
examples:
  quoth ask "How long does SQS keep a message?"
  quoth ask "And a FIFO queue?" --history "What is a standard queue?"
  quoth ask "What is a topic?" --json | python -m json.tool
  quoth ask --batch questions.jsonl > replies.jsonl
  quoth ask 'message size "dead letter" -fifo in:aws tag:exam note:sqs'

"words" must stand in the passage, -word must not; in:FOLDER, tag:TAG and note:NAME choose notes.
A batch holds one JSON object a line: {"id": 1, "question": "...", "history": ["..."]};
id and history may be left out. A reply with the same id is written as soon as it is there.
"""
SEARCH = """\
examples:
  quoth search "visibility timeout"
  quoth search "visibility timeout" --limit 3 --json
  quoth search 'message size "dead letter" -fifo in:aws tag:exam note:sqs'

"words" must stand in the passage, -word must not; in:FOLDER, tag:TAG and note:NAME choose notes.
"""
CHAT = """\
examples:
  quoth chat ~/notes
  quoth chat --port 8600 --no-browser
  quoth chat --host 192.168.1.5           to other computers too: they need the token that is
                                          printed; QUOTH_TOKEN sets one that lasts

Without --host the page is served to this computer only, at http://127.0.0.1:PORT. Ctrl-C stops it.
"""
WATCH = """\
examples:
  quoth watch ~/notes
  quoth watch                             the folder indexed last

Each update is a line. Ctrl-C stops; the next `quoth index` or `quoth watch` finds what came after.
"""
DOCTOR = """\
examples:
  quoth doctor
  quoth doctor --repair                   and put right what the notes give again
  quoth doctor --index DIR --notes ~/notes --repair
                                          where the index does not say any more whose it is

Every row, word, vector and file is looked at. A repair writes nothing in the notes folder, and
moves a database that cannot be trusted aside.

exit codes: 0 all is well, 1 there are faults, or some are left, 2 you must do something
"""
