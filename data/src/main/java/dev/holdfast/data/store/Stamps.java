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

    Stamps(RecordModel<T, ?> model, Rules<T> rules, Clock clock) {
        this.model = model;
        this.rules = rules;
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
        set(stored, Trait.VERSION, version(stored) + 1);
        rules.hold(stored);
        return stored;
    }

    /** Returns the version that a record was read with which is to be stored again. */
    public long versionBefore(@Nullable Object[] again) {
        return version(again) - 1;
    }

    private long version(@Nullable Object[] stored) {
        return model.place(Trait.VERSION).map(place -> (Long) stored[place]).orElse(0L);
    }

    private void set(@Nullable Object[] stored, Trait trait, Object value) {
        model.place(trait).ifPresent(place -> stored[place] = value);
    }
}
