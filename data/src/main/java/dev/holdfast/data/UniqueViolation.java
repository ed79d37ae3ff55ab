package dev.holdfast.data;

import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import java.util.List;

/** The refusal to store a value that another record has already; its faults name the fields. */
public final class UniqueViolation extends Problem {

    private final transient List<String> fields;

    /**
     * A value, or several together, that are taken.
     *
     * @param fields the names of the components; empty where the database does not say
     */
    public UniqueViolation(List<String> fields) {
        super(Kind.CONFLICT, Kind.CONFLICT.code(), message(fields), faults(fields));
        this.fields = List.copyOf(fields);
    }

    /** Says whether the field is among those that are taken. */
    public boolean names(Field<?, ?> field) {
        return fields.contains(field.name());
    }

    private static String message(List<String> fields) {
        return fields.isEmpty()
                ? "there is one already"
                : String.join(" and ", fields) + verb(fields) + "already taken";
    }

    private static String verb(List<String> fields) {
        return fields.size() == 1 ? " is " : " are together ";
    }

    private static List<Fault> faults(List<String> fields) {
        return fields.stream()
                .map(field -> new Fault("/" + field, "is already taken"))
                .toList();
    }
}
