"""Invented news sites of very different shape, for a crawler that knows none of them."""

from anynews.serving import Served
from anynews.shapes import Shape, all_shapes

__all__ = ["Served", "Shape", "all_shapes"]
