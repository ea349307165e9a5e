"""The README, done by somebody who knows nothing else."""
