package dev.holdfast.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Header fields as an immutable list that shares what it is built upon (RFC 9110 section 5).
 *
 * <p>Names are compared without case. Names and values are checked when they enter, so that no line break from outside can ever
 * leave in a head.
 */
public final class Headers {

    /** No header fields. */
    public static final Headers NONE = new Headers(null, "", "", false);

    private final @Nullable Headers rest;
    private final String name;
    private final String value;
    private final boolean replaces;
    private final int hash;
    private final int size;
    private final int characters;
    private final boolean hasReplaced;

    /** One bit for the hash of each name: who looks for a name that is not there need not look far. */
    private final long marks;

    private Headers(@Nullable Headers rest, String name, String value, boolean replaces) {
        this.rest = rest;
        this.name = name;
        this.value = value;
        this.replaces = replaces;
        this.hash = FieldSyntax.hash(name);
        this.size = rest == null ? 0 : rest.size + 1;
        this.characters = rest == null ? 0 : rest.characters + name.length() + value.length();
        this.hasReplaced = replaces || (rest != null && rest.hasReplaced);
        this.marks = rest == null ? 0 : rest.marks | mark(hash);
    }

    /**
     * Returns these fields with this one in place of any of the same name.
     *
     * @throws IllegalArgumentException where name or value may not stand in a head
     */
    public Headers with(String name, String value) {
        return new Headers(this, FieldSyntax.name(name), FieldSyntax.value(value), has(name));
    }

    /**
     * Returns these fields and this one, beside any of the same name.
     *
     * @throws IllegalArgumentException where name or value may not stand in a head
     */
    public Headers and(String name, String value) {
        return new Headers(this, FieldSyntax.name(name), FieldSyntax.value(value), false);
    }

    /** Returns the given fields overlaid by these: where both have a name, these win. */
    public Headers over(Headers base) {
        if (rest == null) {
            return base;
        }
        return new Headers(rest.over(base), name, value, replaces || (base.has(name, hash) && !rest.has(name, hash)));
    }

    /** Returns these fields without those of such names. */
    public Headers without(Predicate<String> names) {
        var kept = new AtomicReference<>(NONE);
        forEach((field, content) -> {
            if (!names.test(field)) {
                kept.set(kept.get().and(field, content));
            }
        });
        return kept.get();
    }

    /** Returns the first value of that name. */
    public Optional<String> first(String wanted) {
        @Nullable String found = null;
        var wantedHash = FieldSyntax.hash(wanted);
        for (var at = this; at.rest != null && (at.marks & mark(wantedHash)) != 0; at = at.rest) {
            if (at.isNamed(wanted, wantedHash)) {
                found = at.value;
                if (at.replaces) {
                    break;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns every value of that name, in order. */
    public List<String> all(String wanted) {
        var found = new ArrayList<String>();
        var wantedHash = FieldSyntax.hash(wanted);
        for (var at = this; at.rest != null; at = at.rest) {
            if (at.isNamed(wanted, wantedHash)) {
                found.addFirst(at.value);
                if (at.replaces) {
                    break;
                }
            }
        }
        return List.copyOf(found);
    }

    /** Says whether there is a field of that name. */
    public boolean has(String wanted) {
        return has(wanted, FieldSyntax.hash(wanted));
    }

    private boolean has(String wanted, int wantedHash) {
        for (var at = this; at.rest != null && (at.marks & mark(wantedHash)) != 0; at = at.rest) {
            if (at.isNamed(wanted, wantedHash)) {
                return true;
            }
        }
        return false;
    }

    private static long mark(int hash) {
        return 1L << hash;
    }

    /** Returns how many characters all names and values have, those included that were replaced. */
    public int characters() {
        return characters;
    }

    /** Calls the visitor with each name and value, in order. */
    public void forEach(BiConsumer<? super String, ? super String> visitor) {
        var kept = new Headers[size];
        var count = 0;
        for (var at = this; at.rest != null; at = at.rest) {
            if (!hasReplaced || !isReplaced(at, kept, count)) {
                kept[count++] = at;
            }
        }
        while (count > 0) {
            var field = kept[--count];
            visitor.accept(field.name, field.value);
        }
    }

    private static boolean isReplaced(Headers field, Headers[] newer, int count) {
        for (var index = 0; index < count; index++) {
            var other = newer[index];
            if (other.replaces && other.isNamed(field.name, field.hash)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(String wanted, int wantedHash) {
        return hash == wantedHash && name.equalsIgnoreCase(wanted);
    }

    @Override
    public String toString() {
        var lines = new StringBuilder();
        forEach((field, _) -> lines.append(field).append(' '));
        return lines.toString().strip();
    }
}
