#!/usr/bin/env python3
"""What CPython makes of pickles that codec-pickle wrote: hexadecimal, one a line of standard input; one JSON document a line."""

import json
import sys

from oracle import InC, outcome

for line in sys.stdin:
    print(json.dumps(outcome(InC, bytes.fromhex(line))))
