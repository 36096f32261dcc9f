"""peerbrief: the papers that win a clinician peer-support program its funding."""

__version__ = "0.1.0"
