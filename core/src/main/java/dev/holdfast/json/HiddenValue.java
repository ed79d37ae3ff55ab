package dev.holdfast.json;

import dev.holdfast.Hidden;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Shows constraints what is hidden where it was read; what was not read breaks none. */
@UnwrapByDefault
final class HiddenValue implements ValueExtractor<Hidden<@ExtractedValue ?>> {

    @Override
    public void extractValues(Hidden<?> hidden, ValueReceiver receiver) {
        hidden.known().ifPresent(value -> receiver.value(null, value));
    }
}
