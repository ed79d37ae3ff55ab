package dev.holdfast.config;

import dev.holdfast.Default;
import dev.holdfast.records.RecordAccess;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one configuration and collects what is wrong with it. */
final class SettingsReader {

    private final Environment environment;
    private final List<String> faults;
    private final Set<String> known = new TreeSet<>();

    SettingsReader(Environment environment, List<String> faults) {
        this.environment = environment;
        this.faults = faults;
    }

    void add(List<String> more) {
        faults.addAll(more);
    }

    Object result(@Nullable Object bound) {
        if (!faults.isEmpty() || bound == null) {
            throw new BadConfig(faults);
        }
        return bound;
    }

    @Nullable Object read(Class<?> type) {
        var before = faults.size();
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (var index = 0; index < components.length; index++) {
            values[index] = read(components[index]);
        }
        return faults.size() > before ? null : build(type, values);
    }

    private @Nullable Object read(RecordComponent component) {
        var type = component.getType();
        if (type.isRecord() && type != Secret.class && type != ByteSize.class && !parsesItself(type)) {
            return read(type);
        }
        var key = key(component.getName());
        known.add(key);
        var text = environment.value(key);
        var declared = component.getAnnotation(Default.class);
        if (text == null && declared != null) {
            text = declared.value();
        }
        return value(component, key, text);
    }

    private @Nullable Object value(RecordComponent component, String key, @Nullable String text) {
        var type = component.getType();
        if (text == null) {
            return type == Optional.class
                    ? Optional.empty()
                    : type == List.class ? List.of() : refuse(key, "is required");
        }
        var least = component.getAnnotation(LeastBytes.class);
        if (least != null && text.getBytes(StandardCharsets.UTF_8).length < least.value()) {
            return refuse(key, "must have at least " + least.value() + " bytes");
        }
        try {
            if (type == Optional.class) {
                return Optional.of(Values.parse(text, argument(component)));
            }
            return type == List.class ? Values.list(text, argument(component)) : Values.parse(text, type);
        } catch (IllegalArgumentException refused) {
            return refuse(key, refused.getMessage() + shown(component, text));
        }
    }

    void refuseUnknown(Set<String> claimed, Set<String> inFile, Map<String, String> notBuilt) {
        var suspects = new TreeSet<>(claimed);
        suspects.addAll(inFile);
        for (var key : suspects) {
            if (notBuilt.containsKey(key)) {
                refuse(key, notBuilt.get(key));
            } else if (!known.contains(key)) {
                refuse(key, "is not known here" + nearest(key));
            }
        }
    }

    private @Nullable Object refuse(String key, @Nullable String message) {
        faults.add(key + ": " + message);
        return null;
    }

    private String nearest(String key) {
        return known.stream()
                .filter(each -> distance(each, key) <= 2)
                .findFirst()
                .map(each -> "; did you mean " + each + "?")
                .orElse("");
    }

    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        Arrays.setAll(row, index -> index);
        for (var at = 1; at <= left.length(); at++) {
            var diagonal = row[0];
            row[0] = at;
            for (var index = 1; index <= right.length(); index++) {
                var above = row[index];
                var change = left.charAt(at - 1) == right.charAt(index - 1) ? 0 : 1;
                row[index] = Math.min(Math.min(above, row[index - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    private static boolean parsesItself(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("parse"));
    }

    private static String shown(RecordComponent component, String text) {
        var type = component.getType() == Optional.class ? argument(component) : component.getType();
        return holdsSecret(type) || text.length() > 80 ? "" : ", not \"" + text + '"';
    }

    /** Says whether a part of the value is secret: then the text it was to be read from is. */
    private static boolean holdsSecret(Class<?> type) {
        return type == Secret.class
                || (type.isRecord()
                        && Arrays.stream(type.getRecordComponents()).anyMatch(part -> part.getType() == Secret.class));
    }

    private static Class<?> argument(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    private static String key(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private static Object build(Class<?> type, @Nullable Object[] values) {
        try {
            return RecordAccess.of(type, MethodHandles.lookup()).construct(values);
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException("cannot be made: " + type.getName(), refused);
        } catch (RuntimeException failure) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", failure);
        }
    }
}
