"""What the frozen program begins with."""

from __future__ import annotations

import sys

from attest_desktop.__main__ import main

sys.exit(main())
