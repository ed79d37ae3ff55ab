package dev.holdfast.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Method handles of a constructor and of accessors.
 *
 * @param constructor takes an array of components
 * @param accessors take a record
 */
record LinkedAccess(MethodHandle constructor, List<MethodHandle> accessors) implements RecordAccess {

    static RecordAccess of(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        var accessors = new ArrayList<MethodHandle>();
        for (var component : type.getRecordComponents()) {
            accessors.add(lookup.unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class)));
        }
        return new LinkedAccess(constructor(type, lookup), List.copyOf(accessors));
    }

    private static MethodHandle constructor(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        var types = types(type);
        try {
            return lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, impossible);
        }
    }

    /** Returns the types of the components, in their order. */
    static Class<?>[] types(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
    }

    @Override
    public Object construct(@Nullable Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Throwable failure) {
            throw thrown(failure);
        }
    }

    @Override
    public @Nullable Object component(Object row, int index) {
        try {
            return (Object) accessors.get(index).invokeExact(row);
        } catch (Throwable failure) {
            throw thrown(failure);
        }
    }

    /** Neither a canonical constructor nor an accessor may declare what is checked. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException thrown(Throwable failure) throws X {
        throw (X) failure;
    }
}
