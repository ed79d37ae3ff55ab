package dev.holdfast.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one value of an input into what a record component holds. */
@FunctionalInterface
interface Converter {

    /** Returns the value, or null after noting what is wrong with it. */
    @Nullable Object convert(JsonNode value, Input at);

    /** The place of the value, and where faults in it are noted. */
    record Input(String pointer, Source source, Faults faults) {

        Input below(String name) {
            return new Input(Faults.below(pointer, name), source, faults);
        }

        @Nullable Object refuse(String message) {
            faults.add(pointer, message);
            return null;
        }
    }
}
