package dev.holdfast.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.Default;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** One component of an input record: how it is read, normalised, and what stands for it where nothing is given. */
final class Field {

    private final String name;
    private final String component;
    private final Converter converter;
    private final boolean trim;
    private final boolean lowercase;
    private final boolean required;
    private final boolean optional;
    private final @Nullable String fallback;

    Field(RecordComponent component, Converter converter) {
        this.component = component.getName();
        this.name = name(component);
        this.converter = converter;
        var ruled = Ruled.of(component);
        this.trim = ruled.is(Trim.class);
        this.lowercase = ruled.is(Lowercase.class);
        this.optional = component.getType() == Optional.class;
        this.required = !optional && !Records.isNullable(component);
        var declared = component.getAnnotation(Default.class);
        this.fallback = declared == null ? null : declared.value();
        checkFallback(component);
    }

    private void checkFallback(RecordComponent component) {
        var faults = new Faults();
        if (fallback != null) {
            absent(new Converter.Input("", Source.TEXT, faults));
        }
        if (faults.count() > 0) {
            throw new IllegalArgumentException("the default \"" + fallback + "\" of " + component.getName() + " in "
                    + component.getDeclaringRecord().getName() + " cannot be bound");
        }
    }

    private static String name(RecordComponent component) {
        var given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? component.getName() : given.value();
    }

    /** Returns its name in what comes in: that of the component, unless it says another that Java keeps for itself. */
    String name() {
        return name;
    }

    /** Returns its name in the record. */
    String component() {
        return component;
    }

    @Nullable Object read(@Nullable JsonNode value, Converter.Input at) {
        if (value == null || value.isNull()) {
            return absent(at);
        }
        return normalised(converter.convert(value, at));
    }

    private @Nullable Object absent(Converter.Input at) {
        if (fallback != null) {
            return converter.convert(
                    StringNode.valueOf(fallback), new Converter.Input(at.pointer(), Source.TEXT, at.faults()));
        }
        if (optional) {
            return Optional.empty();
        }
        return required ? at.refuse("is required") : null;
    }

    private @Nullable Object normalised(@Nullable Object value) {
        return switch (value) {
            case String text -> normalised(text);
            case Optional<?> maybe -> maybe.map(this::normalised);
            case List<?> elements -> elements.stream().map(this::normalised).toList();
            case null, default -> value;
        };
    }

    private String normalised(String text) {
        var stripped = trim ? text.strip() : text;
        return lowercase ? stripped.toLowerCase(Locale.ROOT) : stripped;
    }
}
