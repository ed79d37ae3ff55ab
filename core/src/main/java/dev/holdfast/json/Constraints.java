package dev.holdfast.json;

import dev.holdfast.Fault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The Jakarta Validation constraints on the components of one record, with those it takes by {@link dev.holdfast.RulesOf}.
 *
 * <p>The provider on the class path or module path is started by the first record that has any. Threading: safe for any number of
 * threads.
 */
public final class Constraints {

    private static final Comparator<Broken> IN_ORDER =
            Comparator.comparingInt(Broken::place).thenComparing(Broken::message);

    private final Map<String, List<Origin>> origins;

    private Constraints(Map<String, List<Origin>> origins) {
        this.origins = Map.copyOf(origins);
    }

    /**
     * Returns the constraints on a record.
     *
     * @throws IllegalArgumentException where it takes the rules of a component of another type, or has some on an Optional itself
     */
    public static Constraints of(Class<? extends Record> type) {
        var origins = new HashMap<String, List<Origin>>();
        for (var component : Ruled.all(type)) {
            var declared = component
                    .components()
                    .filter(Origin::declares)
                    .map(Origin::new)
                    .toList();
            if (!declared.isEmpty()) {
                declared.forEach(Origin::prepare);
                origins.put(component.own().getName(), declared);
            }
        }
        return new Constraints(origins);
    }

    /** Says whether there are any on the component. */
    public boolean on(String component) {
        return origins.containsKey(component);
    }

    /**
     * Returns what is wrong with a value of the component; a value that is left out, or hidden and not read, breaks nothing.
     *
     * @param pointer the place of the component in the input
     */
    public List<Fault> broken(String pointer, String component, @Nullable Object value) {
        return found(component, value)
                .map(Broken::of)
                .sorted(IN_ORDER)
                .map(broken -> broken.at(pointer))
                .distinct()
                .toList();
    }

    /** Returns what is wrong with one value of the list that the component holds; what is asked of the whole list is not. */
    public List<Fault> brokenByElement(String pointer, String component, Object element) {
        return found(component, List.of(element))
                .filter(violation -> last(violation).getKind() == ElementKind.CONTAINER_ELEMENT)
                .map(violation -> new Fault(pointer, violation.getMessage()))
                .distinct()
                .sorted(Comparator.comparing(Fault::message))
                .toList();
    }

    private Stream<? extends ConstraintViolation<?>> found(String component, @Nullable Object value) {
        // What is left out breaks no rule: @NotBlank inside an Optional would refuse the null that it sees there.
        return value == null || value.equals(Optional.empty())
                ? Stream.empty()
                : origins.getOrDefault(component, List.of()).stream().flatMap(origin -> origin.violations(value));
    }

    private static Path.Node last(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .reduce((_, next) -> next)
                .orElseThrow();
    }

    /**
     * One rule that does not hold.
     *
     * @param place the place in the list; -1 where it is no list, or the whole of one
     */
    private record Broken(int place, String message) {

        static Broken of(ConstraintViolation<?> violation) {
            var index = last(violation).getIndex();
            return new Broken(index == null ? -1 : index, violation.getMessage());
        }

        Fault at(String pointer) {
            return new Fault(place < 0 ? pointer : pointer + "/" + place, message);
        }
    }
}
