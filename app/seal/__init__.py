"""LOCKS: keys, signatures, sealed records, packages, batches, receipts."""
