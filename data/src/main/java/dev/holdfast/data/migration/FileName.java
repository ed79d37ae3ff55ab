package dev.holdfast.data.migration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a migration file: {@code V1__users.sql} for every SQL database, {@code V1__users.sqlite.sql} for one alone.
 *
 * @param version which migration it is, the same for all of its variants
 * @param stem the name up to the kind of database
 * @param kind the kind of database it is for alone; empty where it is for all
 */
record FileName(String version, String stem, Optional<String> kind) {

    /** The kinds of SQL database. */
    static final List<String> KINDS = List.of("postgresql", "sqlite");

    private static final Pattern PARTS =
            Pattern.compile("((?:.*/)?(?:V([0-9]+(?:[._][0-9]+)*)|R)__([^/]+?))(?:\\.([a-z]+))?\\.sql");

    /** Returns the parts of a name; empty where it is not the name of a migration. */
    static Optional<FileName> of(String name) {
        var parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var kind = Optional.ofNullable(parts.group(4));
        if (kind.isPresent() && !KINDS.contains(kind.get())) {
            return Optional.empty();
        }
        var version = parts.group(2) == null ? "R " + parts.group(3) : number(parts.group(2));
        return Optional.of(new FileName(version, parts.group(1), kind));
    }

    /** One, 01 and 1.0 are the same version. */
    private static String number(String text) {
        return text.replace('_', '.').replaceAll("(^|\\.)0+(?=[0-9])", "$1").replaceAll("(\\.0)+$", "");
    }

    /** Returns the name under which it is remembered that the migration was applied. */
    String plain() {
        return stem + ".sql";
    }

    /** Returns the name of the variant for a kind of database. */
    String variant(String other) {
        return stem + "." + other + ".sql";
    }
}
