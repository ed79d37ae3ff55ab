package dev.holdfast.config;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of a setting into what a configuration holds; refuses by an {@link IllegalArgumentException}. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|d)");

    private Values() {}

    static Object parse(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        } else if (type == int.class || type == Integer.class) {
            return whole(text);
        } else if (type == boolean.class || type == Boolean.class) {
            return truth(text);
        } else if (type == Duration.class) {
            return duration(text);
        } else if (type == Secret.class) {
            return new Secret(text);
        } else if (type == Path.class) {
            return Path.of(text);
        } else if (type == URI.class) {
            return URI.create(text);
        } else if (type.isEnum()) {
            return constant(text, type);
        }
        return parsedByType(text, type);
    }

    static List<Object> list(String text, Class<?> type) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> parse(each, type))
                .toList();
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("must be a whole number");
        }
    }

    private static Boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static Duration duration(String text) {
        var match = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new IllegalArgumentException("must be a time such as 500ms, 10s, 15m, 2h or 30d");
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + names(type)));
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> word(each).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** A constant of several words is written with hyphens, as options of commands are. */
    private static String word(Object constant) {
        return ((Enum<?>) constant).name().replace('_', '-');
    }

    /** A type that is not known here parses itself, by a public static method {@code parse(String)}. */
    private static Object parsedByType(String text, Class<?> type) {
        try {
            return type.getMethod("parse", String.class).invoke(null, text);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("parse of " + type.getName() + " failed", failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("nothing is known about settings of " + type.getName(), failure);
        }
    }
}
