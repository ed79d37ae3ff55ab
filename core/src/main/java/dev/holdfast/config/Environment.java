package dev.holdfast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from: the variables of the process, and under them the {@code .env} file.
 *
 * <p>A configuration is a record; its component {@code databaseUrl} is the key {@code DATABASE_URL}. Everything wrong with it is
 * reported at once. A component is required unless it is Optional or has a default; a component that is a record is read from the
 * same keys.
 */
public final class Environment {

    private final Map<String, String> process;
    private final Map<String, String> file;
    private final List<String> faults;
    private final Set<String> prefixes;
    private final Map<String, String> notBuilt;

    private Environment(
            Map<String, String> process,
            Map<String, String> file,
            List<String> faults,
            Set<String> prefixes,
            Map<String, String> notBuilt) {
        this.process = Map.copyOf(process);
        this.file = Map.copyOf(file);
        this.faults = List.copyOf(faults);
        this.prefixes = Set.copyOf(prefixes);
        this.notBuilt = Map.copyOf(notBuilt);
    }

    /** The given variables, and nothing else. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables, Map.of(), List.of(), Set.of(), Map.of());
    }

    /** Returns this environment over the settings of a file, where there is one; the variables of the process win. */
    public Environment over(Path dotEnv) {
        if (!Files.exists(dotEnv)) {
            return this;
        }
        var found = new ArrayList<String>();
        try {
            return new Environment(process, DotEnv.parse(Files.readAllLines(dotEnv), found), found, prefixes, notBuilt);
        } catch (IOException failure) {
            found.add(dotEnv + ": cannot be read (" + failure.getMessage() + ")");
            return new Environment(process, Map.of(), found, prefixes, notBuilt);
        }
    }

    /** Returns this environment claiming keys that begin so: one that is not known is a fault. */
    public Environment claiming(String... begins) {
        return new Environment(process, file, faults, Set.of(begins), notBuilt);
    }

    /** Returns this environment refusing keys that mean something that is not built, with what to say of each. */
    public Environment refusing(Map<String, String> keys) {
        return new Environment(process, file, faults, prefixes, keys);
    }

    /** Returns the text of a setting, null where it is not set; an empty one counts as not set. */
    public @Nullable String value(String key) {
        var own = process.get(key);
        var value = own == null || own.isBlank() ? file.get(key) : own;
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * Returns the configuration.
     *
     * @throws BadConfig with everything that is wrong
     */
    public <C extends Record> C bind(Class<C> type) {
        var reader = new SettingsReader(this, new ArrayList<>(faults));
        var bound = reader.read(type);
        reader.refuseUnknown(claimed(), file.keySet(), notBuilt);
        if (bound instanceof Checked checked) {
            reader.add(checked.faults());
        }
        return type.cast(reader.result(bound));
    }

    private Set<String> claimed() {
        var keys = new TreeMap<String, String>();
        process.forEach((key, value) -> {
            if (prefixes.stream().anyMatch(key::startsWith) || notBuilt.containsKey(key)) {
                keys.put(key, value);
            }
        });
        return keys.keySet();
    }
}
