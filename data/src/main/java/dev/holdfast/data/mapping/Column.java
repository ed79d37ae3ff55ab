package dev.holdfast.data.mapping;

import dev.holdfast.Fault;
import dev.holdfast.Hidden;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Field;
import dev.holdfast.json.Constraints;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One component of a stored record and the column it is kept in.
 *
 * @param <T> the record
 * @param <V> what the component holds
 */
public final class Column<T extends Record, V> implements Field<T, V> {

    /** Stands for the value of a hidden column that was not read. */
    public static final Object UNREAD = new Object();

    /** Every moment that is stored lies between these, which all databases can compare with but none needs to keep. */
    private static final Instant BEFORE_ALL = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant AFTER_ALL = Instant.parse("+294276-12-31T23:59:59.999Z");

    private final Class<T> owner;
    private final String name;
    private final String column;
    private final Codec codec;
    private final Set<Trait> traits;
    private final @Nullable Object fallback;

    Column(Class<T> owner, String name, Codec codec, Set<Trait> traits, @Nullable Object fallback) {
        this.owner = owner;
        this.name = name;
        this.column = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        this.codec = codec;
        this.traits = traits;
        this.fallback = fallback;
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns the name of the column: that of the component in small letters, words parted by underscores. */
    public String column() {
        return column;
    }

    /** Returns the record the column belongs to. */
    Class<T> owner() {
        return owner;
    }

    /** Returns the type of the component, boxed, without Optional or Hidden. */
    Class<?> type() {
        return codec.type();
    }

    /** Returns the kind of plain value that is stored. */
    public Plain plain() {
        return codec.plain();
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Says whether a patch may change it. */
    public boolean changeable() {
        return traits.stream().noneMatch(Trait::fixed);
    }

    /** Returns what is stored for a value: plain, trimmed and lowercased where declared; a problem where it cannot be stored. */
    public Object stored(Object value) {
        return normal(codec.encode().apply(value));
    }

    private Object normal(Object plain) {
        return switch (plain) {
            case String text -> letters(is(Trait.TRIM) ? text.strip() : text);
            case Instant moment -> kept(moment.truncatedTo(ChronoUnit.MILLIS));
            case List<?> elements -> elements.stream().map(this::normal).toList();
            case Object other -> other;
        };
    }

    /** What a record says of its own stamps is not stored, so it may be anything. */
    private Instant kept(Instant moment) {
        var isStamp = is(Trait.CREATED_AT) || is(Trait.UPDATED_AT);
        var isBetween = moment.isAfter(BEFORE_ALL) && moment.isBefore(AFTER_ALL);
        if (!isStamp && !isBetween) {
            throw Problem.invalid(pointer(), "must be a moment between the years -4712 and 294276");
        }
        return moment;
    }

    private static Instant within(Instant moment) {
        return moment.isBefore(BEFORE_ALL) ? BEFORE_ALL : moment.isAfter(AFTER_ALL) ? AFTER_ALL : moment;
    }

    /** Returns what stored values are compared with; a moment that lies beyond all of those still does. */
    public Object sought(Object value) {
        return sought(codec, value);
    }

    /** Returns what the values in stored lists are compared with. */
    public Object soughtElement(Object value) {
        return sought(elements(), value);
    }

    private Object sought(Codec values, Object value) {
        var plain = values.encode().apply(value);
        return plain instanceof Instant moment ? within(moment.truncatedTo(ChronoUnit.MILLIS)) : normal(plain);
    }

    /** Returns the kind of plain value in the list that is stored. */
    public Plain element() {
        return elements().plain();
    }

    /** Returns what is stored for one value of the list. */
    public Object storedElement(Object value) {
        return normal(elements().encode().apply(value));
    }

    /** Returns the type of what is in the list, boxed. */
    Class<?> elementType() {
        return elements().type();
    }

    /** Returns what is wrong with a value that would be stored; nothing where it was not read. */
    public List<Fault> faults(Constraints constraints, Object stored) {
        return stored != UNREAD && constraints.on(name)
                ? constraints.broken(pointer(), name, component(stored))
                : List.of();
    }

    /** Returns what is wrong with one value that would be stored in the list. */
    public List<Fault> faultsOfElement(Constraints constraints, Object element) {
        var stored = storedElement(element);
        return constraints.on(name)
                ? constraints.brokenByElement(
                        pointer(), name, elements().decode().apply(stored))
                : List.of();
    }

    private String pointer() {
        return "/" + name;
    }

    private Codec elements() {
        if (codec.element() == null) {
            throw new IllegalArgumentException(this + " is no list");
        }
        return codec.element();
    }

    /** Returns a part of a text as it would be stored: lowercased where declared; a problem where it cannot be stored. */
    public String letters(String text) {
        var letters = is(Trait.LOWERCASE) ? text.toLowerCase(Locale.ROOT) : text;
        if (!WellFormed.test(letters)) {
            throw Problem.invalid(pointer(), "must be Unicode text without the character NUL");
        }
        return letters;
    }

    /** Returns what is stored for the component as the record holds it; null where it is absent. */
    @Nullable Object storedComponent(@Nullable Object component) {
        return switch (component) {
            case null -> missing();
            case Optional<?> optional -> optional.map(this::stored).orElse(null);
            case Hidden.Known<?>(var value) -> stored(value);
            case Hidden.Unread<?>() -> UNREAD;
            case Object value -> stored(value);
        };
    }

    /** Returns the component for what is stored. */
    Object component(@Nullable Object stored) {
        if (stored == UNREAD) {
            return Hidden.unread();
        }
        if (is(Trait.OPTIONAL)) {
            return Optional.ofNullable(stored).map(this::value);
        }
        if (stored == null) {
            throw new DatabaseFailure("%s holds NULL, and %s has no place for it".formatted(column(), this), null);
        }
        return is(Trait.HIDDEN) ? Hidden.of(value(stored)) : value(stored);
    }

    /** Returns the value for what is stored, without Optional or Hidden. */
    public Object value(Object stored) {
        try {
            return codec.decode().apply(stored);
        } catch (IllegalArgumentException refused) {
            throw new DatabaseFailure("%s holds what %s refuses".formatted(column(), this), refused);
        }
    }

    /** Returns what is stored where a record has no value; empty where it must have one. */
    public Optional<Object> fallback() {
        return Optional.ofNullable(fallback);
    }

    private Object missing() {
        if (fallback == null) {
            throw new Problem(
                    Kind.UNPROCESSABLE,
                    Kind.UNPROCESSABLE.code(),
                    name + " must not be absent",
                    List.of(new Fault(pointer(), "must not be absent")));
        }
        return fallback;
    }

    @Override
    public String toString() {
        return owner.getSimpleName() + "." + name;
    }
}
