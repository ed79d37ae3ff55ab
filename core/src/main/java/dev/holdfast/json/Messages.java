package dev.holdfast.json;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words the messages of constraints: from the program's {@code ValidationMessages}, then from the house's own, in English.
 *
 * <p>Parameters in braces are replaced once; no expression language is evaluated.
 */
final class Messages implements MessageInterpolator {

    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9_.]{1,120})}");
    private static final String SIZE = "{jakarta.validation.constraints.Size.message}";
    private static final String PROGRAMS = "ValidationMessages";

    private final ResourceBundle own =
            ResourceBundle.getBundle("dev.holdfast.json.messages", Locale.ROOT, Messages.class.getModule());

    @Override
    public String interpolate(String template, Context context) {
        var attributes = context.getConstraintDescriptor().getAttributes();
        var words = template.equals(SIZE) ? size(attributes, context.getValidatedValue()) : template;
        return replaced(replaced(words, Map.of(), true), attributes, false);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    /** Only the bounds that were set are worth a word, and a text has characters where a list has items. */
    private static String size(Map<String, Object> attributes, @Nullable Object value) {
        var bounds = Objects.equals(attributes.get("min"), 0)
                ? "atMost"
                : Objects.equals(attributes.get("max"), Integer.MAX_VALUE) ? "atLeast" : "between";
        return "{dev.holdfast.size." + bounds + "} " + (value instanceof CharSequence ? "characters" : "items");
    }

    private String replaced(String text, Map<String, Object> attributes, boolean keys) {
        return PARAMETER.matcher(text).replaceAll(match -> {
            var name = match.group(1);
            var value = keys ? lookUp(name) : attributes.get(name);
            return java.util.regex.Matcher.quoteReplacement(value == null ? match.group() : value.toString());
        });
    }

    private @Nullable String lookUp(String key) {
        try {
            return ResourceBundle.getBundle(PROGRAMS, Locale.ROOT).getString(key);
        } catch (MissingResourceException _) {
            return own.containsKey(key) ? own.getString(key) : null;
        }
    }
}
