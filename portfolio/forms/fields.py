"""Fields of numbers as people write them: plain, in per cent, and amounts in the unit of the round."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import Field
from wtforms.widgets import TextInput

from portfolio.domain.money import from_units
from portfolio.domain.numbers import read_number, write_number


class NumberField(Field):
    """A number in any usual writing; `data` is a Decimal, or None where nothing was typed. What was mistyped stays."""

    widget = TextInput()

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] | None = None,
        low: Decimal | int | None = None,
        high: Decimal | int | None = None,
        required: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["render_kw"] = {"inputmode": "decimal", "autocomplete": "off", **kwargs.get("render_kw", {})}
        super().__init__(label, list(validators or ()), **kwargs)
        self.low, self.high, self.needed = low, high, required

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else write_number(self.shown(self.data))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; ValueError becomes the field's error."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            if self.needed and valuelist:
                raise ValueError(self.needed)
            return
        number = read_number(text)
        if (self.low is not None and number < self.low) or (self.high is not None and number > self.high):
            raise ValueError(f"{text} is outside of {_span(self.low, self.high)}.")
        self.data = self.kept(number)

    def shown(self, data: Any) -> Decimal:
        """The number that stands in the field for the data."""
        return Decimal(data)

    def kept(self, number: Decimal) -> Any:
        """The data for the number that was typed."""
        return number


class PercentField(NumberField):
    """A share from 0 to 1, typed in per cent."""

    def __init__(self, label: str | None = None, validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"low": 0, "high": 100, **kwargs})

    def shown(self, data: Any) -> Decimal:
        """In per cent."""
        return Decimal(data) * 100

    def kept(self, number: Decimal) -> Decimal:
        """As a share."""
        return number / 100


class AmountField(NumberField):
    """An integer amount of 10^-digits units; money is typed in the round's money unit.

    Without own `digits` and `per` it takes `digits` and `money_unit` of the form's meta: those of the round's money."""

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] | None = None,
        digits: int | None = None,
        per: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.digits, self.per = digits, per

    @property
    def _scale(self) -> tuple[int, int]:
        meta: Any = self.meta
        return (
            meta.digits if self.digits is None else self.digits,
            meta.money_unit if self.per is None else self.per,
        )

    def shown(self, data: Any) -> Decimal:
        """In the unit that people type."""
        digits, per = self._scale
        return from_units(int(data), digits) / per

    def kept(self, number: Decimal) -> int:
        """In 10^-digits units; ValueError when it is finer than these."""
        digits, per = self._scale
        units = (number * per).scaleb(digits)
        if units != units.to_integral_value():
            smallest = write_number(from_units(1, digits) / per)
            raise ValueError(f"{write_number(number)} is too fine: the smallest step is {smallest}.")
        return int(units)


def _span(low: Any, high: Any) -> str:
    if low is None or high is None:
        return f"{high} or less" if low is None else f"{low} or more"
    return f"{low} to {high}"
