package dev.holdfast.accounts.openid;

import dev.holdfast.accounts.provider.Provider;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what providers say of people (OpenID Connect Core 1.0 section 5.1), each in its own way. */
final class Claims {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 254;

    private final Map<String, Object> told;

    Claims(Map<String, Object> told) {
        this.told = told;
    }

    static Claims of(JsonNode told) {
        var read = new HashMap<String, Object>();
        told.properties().forEach(each -> {
            var value = each.getValue();
            if (value.isString() || value.isBoolean()) {
                read.put(each.getKey(), value.asString());
            }
        });
        return new Claims(read);
    }

    Identity identity(Provider provider, String subject) {
        return new Identity(provider.issuer().toString(), subject, address(), name());
    }

    boolean tellAddress() {
        return told.get("email") != null;
    }

    /** Some write the truth as a text. */
    private Optional<String> address() {
        var isTheirs = String.valueOf(told.get("email_verified")).equals("true");
        return text("email")
                .filter(email -> isTheirs && isPlain(email))
                .map(email -> email.toLowerCase(Locale.ROOT))
                .filter(email -> email.length() <= LONGEST_ADDRESS);
    }

    /** Some signs become letters of ASCII when they are lowercased, and an address that of somebody else. */
    private static boolean isPlain(String address) {
        return address.codePoints().allMatch(each -> each < 128 || Character.toLowerCase(each) == each);
    }

    private Optional<String> name() {
        return text("name").or(() -> text("preferred_username")).map(Claims::cut);
    }

    private Optional<String> text(String claim) {
        return told.get(claim) instanceof String text
                ? Optional.of(text.strip()).filter(each -> !each.isEmpty())
                : Optional.empty();
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        var isWithinPair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return name.substring(0, isWithinPair ? LONGEST_NAME - 1 : LONGEST_NAME).strip();
    }
}
