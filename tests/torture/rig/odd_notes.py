"""A few notes with a little of everything that odd questions ask for."""

ODD_NOTES = {
    "cloud/sqs.md": """---
tags: [queues, aws/queues]
aliases: [simple queue service]
---
# SQS

Amazon SQS is a managed message queue.

## Standard queue

A standard queue delivers each message at least once.

## FIFO queue

- keeps the order of messages
  - within one message group
- delivers each message exactly once

## Limits

| What | Value |
|---|---|
| Message size | 256 KB |
| Batch | 10 messages |

## Later
""",
    "cloud/visibility.md": """# Visibility (DLQ: dead letter queue)\r
\r
`changeMessageVisibility` takes seconds.\r
\r
```python\r
queue.change(visibility='30')  # don't\r
```\r
""",
    "garden.md": """# Garden

Tomatoes need six hours of sun a day.

## Basil

Basil grows well beside tomatoes -- water it at the root.
""",
    "bread.txt": """Bread

The dough rests for twelve hours in the cellar.

A - B

1. flour
""",
    "scripts.md": """# Caf\u00e9 cafe\u0301

The caf\u00e9 opens at nine \U0001f600.

## \u961f\u5217

\u961f\u5217\u662f\u4e00\u79cd\u6570\u636e\u7ed3\u6784\u3002

## \u041e\u0447\u0435\u0440\u0435\u0434\u044c

\u041e\u0447\u0435\u0440\u0435\u0434\u044c \u0434\u043b\u0438\u043d\u043d\u0430\u044f.

## \u05ea\u05d5\u05e8

\u202e\u05ea\u05d5\u05e8 \u05d0\u05e8\u05d5\u05da\u202c.
""",
    'odd/query\'s "note" [1].md': """# OR AND NOT

NEAR(queue) * ^ : don't; DROP TABLE notes -- \\
""",
    "empty.md": "\n",
}
"""By path."""
