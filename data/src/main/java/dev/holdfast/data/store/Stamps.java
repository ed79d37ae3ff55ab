package dev.holdfast.data.store;

import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a record what is stored of it: with when that is and how often it was, and refused where it breaks a rule.
 *
 * @param <T> the record
 */
public final class Stamps<T extends Record> {

    private final RecordModel<T, ?> model;
    private final Rules<T> rules;
    private final Clock clock;

    /** Stamps by that clock. */
    public Stamps(RecordModel<T, ?> model, Clock clock) {
        this.model = model;
        this.rules = new Rules<>(model);
        this.clock = clock;
    }

    /** Returns the moment, as exactly as every database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns what is stored for a record that was not before. */
    public @Nullable Object[] fresh(T row) {
        var stored = model.stored(row);
        var now = now();
        set(stored, Trait.CREATED_AT, now);
        set(stored, Trait.UPDATED_AT, now);
        set(stored, Trait.VERSION, 1L);
        model.refuseUnread(stored);
        rules.hold(stored);
        return stored;
    }

    /** Returns what is stored for a record that was before. */
    public @Nullable Object[] again(T row) {
        var stored = model.stored(row);
        set(stored, Trait.UPDATED_AT, now());
        set(stored, Trait.VERSION, version(row) + 1);
        rules.hold(stored);
        return stored;
    }

    /** Returns the version a record was read with; 0 where it has none. */
    public long version(T row) {
        var stored = model.stored(row);
        return model.place(Trait.VERSION).map(place -> (Long) stored[place]).orElse(0L);
    }

    private void set(@Nullable Object[] stored, Trait trait, Object value) {
        model.place(trait).ifPresent(place -> stored[place] = value);
    }
}
