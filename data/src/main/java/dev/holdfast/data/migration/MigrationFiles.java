package dev.holdfast.data.migration;

import dev.holdfast.data.DatabaseFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The files of one migration folder that hold for one kind of database, under the names they have for all. */
final class MigrationFiles implements ResourceProvider {

    private final SortedMap<String, String> texts = new TreeMap<>();

    private MigrationFiles() {}

    /**
     * Chooses among all files of the folder.
     *
     * @throws DatabaseFailure with everything that is wrong with them
     */
    static MigrationFiles of(String folder, Map<String, String> all, String kind) {
        var files = new MigrationFiles();
        var faults = new ArrayList<String>();
        for (var variants : byVersion(all, faults).values()) {
            chosen(variants, kind, faults).ifPresent(name -> files.texts.put(name.plain(), text(all, name)));
        }
        if (all.isEmpty()) {
            faults.add("there are no SQL files: name them as in V1__users.sql");
        }
        if (!faults.isEmpty()) {
            throw new DatabaseFailure(
                    "the migrations in %s:\n  ".formatted(folder) + String.join("\n  ", faults), null);
        }
        return files;
    }

    private static Map<String, List<FileName>> byVersion(Map<String, String> all, List<String> faults) {
        var names = new ArrayList<FileName>();
        for (var file : new TreeSet<>(all.keySet())) {
            FileName.of(file)
                    .ifPresentOrElse(
                            names::add,
                            () -> faults.add(
                                    "%s is not named as in V1__users.sql, or V1__users.sqlite.sql for one kind of database (%s)"
                                            .formatted(file, String.join(", ", FileName.KINDS))));
        }
        return names.stream().collect(Collectors.groupingBy(FileName::version, TreeMap::new, Collectors.toList()));
    }

    private static Optional<FileName> chosen(List<FileName> variants, String kind, List<String> faults) {
        var own = only(variants, Optional.of(kind), faults);
        if (own.isPresent()) {
            return own;
        }
        var shared = only(variants, Optional.empty(), faults);
        if (shared.isEmpty()) {
            var first = variants.getFirst();
            faults.add(
                    "%s is missing: there is %s, and nothing for %s; a comment is enough where there is nothing to do"
                            .formatted(
                                    first.variant(kind),
                                    first.variant(first.kind().orElseThrow()),
                                    kind));
        }
        return shared;
    }

    private static Optional<FileName> only(List<FileName> variants, Optional<String> kind, List<String> faults) {
        var same = variants.stream().filter(name -> name.kind().equals(kind)).toList();
        if (same.size() > 1) {
            faults.add("%s and %s have the same version: give one of them another number"
                    .formatted(same.get(0).plain(), same.get(1).plain()));
        }
        return same.stream().findFirst();
    }

    private static String text(Map<String, String> all, FileName name) {
        var text = all.get(name.kind().map(name::variant).orElse(name.plain()));
        if (text == null) {
            throw new IllegalStateException(name + " was not found again");
        }
        return text;
    }

    /** Returns those that have one of the names. */
    MigrationFiles only(Set<String> names) {
        var files = new MigrationFiles();
        files.texts.putAll(texts);
        files.texts.keySet().retainAll(names);
        return files;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Returns what changes when anything changes that could be applied. */
    String fingerprint() {
        var digests = new TreeMap<String, String>();
        texts.forEach((name, text) -> digests.put(name, digest(text)));
        return digest(digests.toString());
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        var text = texts.get(name);
        return text == null ? null : new Script(name, text);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return texts.entrySet().stream()
                .<LoadableResource>map(file -> new Script(file.getKey(), file.getValue()))
                .filter(file -> file.getFilename().startsWith(prefix))
                .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
