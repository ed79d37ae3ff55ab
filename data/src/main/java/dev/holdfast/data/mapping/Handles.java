package dev.holdfast.data.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways into a record and out of it.
 *
 * @param constructor takes an array of components
 * @param accessors take a record
 */
record Handles(MethodHandle constructor, List<MethodHandle> accessors) {

    static Handles of(Class<? extends Record> type) {
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var parameters = new ArrayList<Class<?>>();
            var accessors = new ArrayList<MethodHandle>();
            for (var component : type.getRecordComponents()) {
                parameters.add(component.getType());
                accessors.add(lookup.unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class)));
            }
            var constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.size())
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Handles(constructor, List.copyOf(accessors));
        } catch (ReflectiveOperationException refused) {
            throw Closed.to(type, refused);
        }
    }

    Object construct(Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Throwable failure) {
            throw Closed.rethrown(failure);
        }
    }

    @Nullable Object component(Object row, int index) {
        try {
            return (Object) accessors.get(index).invokeExact(row);
        } catch (Throwable failure) {
            throw Closed.rethrown(failure);
        }
    }
}
