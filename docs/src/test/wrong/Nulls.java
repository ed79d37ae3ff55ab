package wrong;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Every line marked as wrong has to be refused by the compiler; no module compiles this file. */
@NullMarked
final class Nulls {

    private final Map<String, String> names = Map.of();

    String returned() {
        return null; // wrong
    }

    int dereferenced(@Nullable String name) {
        return name.length(); // wrong
    }

    String fromGeneric(String key) {
        return names.get(key); // wrong
    }

    int passed() {
        return dereferenced("") + length(null); // wrong
    }

    private static int length(String name) {
        return name.length();
    }
}
