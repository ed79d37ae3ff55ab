package wrong;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The same without its faults: shows that the compiler refuses the other for the nulls alone. */
@NullMarked
final class Nullables {

    private final Map<String, String> names = Map.of();

    @Nullable String returned() {
        return null;
    }

    int dereferenced(@Nullable String name) {
        return name == null ? 0 : name.length();
    }

    @Nullable String fromGeneric(String key) {
        return names.get(key);
    }

    int passed() {
        return dereferenced(null) + length("");
    }

    private static int length(String name) {
        return name.length();
    }
}
