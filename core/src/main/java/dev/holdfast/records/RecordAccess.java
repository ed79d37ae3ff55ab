package dev.holdfast.records;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * The way into records of one type and out of them.
 *
 * <p>Threading: any number of threads.
 */
public interface RecordAccess {

    /** Returns a record of these components, in their order; throws what its constructor throws. */
    Object construct(@Nullable Object[] components);

    /** Returns a component of a record by its place, from 0; throws what its accessor throws. */
    @Nullable Object component(Object row, int index);

    /**
     * Returns the way into and out of a type.
     *
     * @throws IllegalAccessException where the type's module does not open its package to that of the caller
     */
    static RecordAccess of(Class<?> type, MethodHandles.Lookup caller) throws IllegalAccessException {
        var lookup = MethodHandles.privateLookupIn(type, caller);
        // A class cannot be added to the inside of another module, nor be named by one that has no name itself.
        return lookup.hasFullPrivilegeAccess() && !type.isHidden()
                ? WrittenAccess.of(type, lookup)
                : LinkedAccess.of(type, lookup);
    }
}
