"""Keeps text of users and programs from being read as control tokens of a chat template.

An engine that tokenises a rendered chat template turns `<|im_end|>` into a control token wherever it
stands.  A request that contains it could close its own turn and open one of the system's.  A space
inside breaks the token and leaves the text readable.

Sources: the tokenizer configurations of Qwen2.5, Llama 2 and 3, Mistral, Gemma, Phi-3, StarCoder2, DeepSeek.
"""

from __future__ import annotations

import re
from typing import Final

# Qwen, Phi, Llama 3 and others write control tokens as <|name|>, DeepSeek with full-width bars (U+FF5C).
# Breaking every such pair, complete or not, leaves nothing that nesting could put together again.
_BARS: Final = re.compile("<(?=[|\uff5c])|[|\uff5c](?=>)")
# The rest are plain tags: only these names, because a request may well be about <div> or [x].
_TAGS: Final = re.compile(
    r"<(?=/?(?:s|bos|eos|unk|pad|mask|start_of_turn|end_of_turn|start_of_image|endoftext|fim_prefix|fim_middle"
    r"|fim_suffix|fim_pad|file_sep|repo_name|reponame|filename|gh_stars|issue_start|issue_comment|issue_closed"
    r"|jupyter_\w+|empty_output|commit_\w+|pr|pr_\w+|tool_call|tool_response|think|unused\d+|0x[0-9A-Fa-f]{2})>)"
    r"|\[(?=/?(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT)\])|<(?=<?/?SYS>)"
)


def neutral(text: str) -> str:
    """Return the text with a space inside everything that a chat template might use as a control token.

    Applying it twice changes nothing more.
    """
    return _TAGS.sub(lambda found: f"{found.group()} ", _BARS.sub(lambda found: f"{found.group()} ", text))
