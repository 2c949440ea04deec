"""Credentials of AWS."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Credentials:
    key: str
    secret: str
    token: str | None = None
