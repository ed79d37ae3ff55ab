package dev.holdfast.data.mapping;

import dev.holdfast.data.Field;
import dev.holdfast.data.Filter;
import dev.holdfast.data.ListField;
import dev.holdfast.data.Model;
import dev.holdfast.data.Patch;
import dev.holdfast.data.Projection;
import dev.holdfast.data.Schema;
import dev.holdfast.json.Constraints;
import dev.holdfast.records.RecordAccess;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record, its columns, and how one becomes the other without reflection.
 *
 * @param <T> the record
 * @param <ID> its id
 */
public final class RecordModel<T extends Record, ID> implements Model<T, ID> {

    private final Class<T> type;
    private final String table;
    private final List<Column<T, ?>> columns;
    private final Column<T, ID> id;
    private final RecordAccess access;
    private volatile @Nullable Constraints constraints;

    RecordModel(Class<T> type, String table, List<Column<T, ?>> columns, Column<T, ID> id, RecordAccess access) {
        this.type = type;
        this.table = table;
        this.columns = columns;
        this.id = id;
        this.access = access;
    }

    /** Returns the type of the component as the record declares it. */
    Type declared(Column<T, ?> column) {
        return type.getRecordComponents()[columns.indexOf(column)].getGenericType();
    }

    /**
     * Returns the model as one of these schemas, whose tables were compared with it.
     *
     * @throws IllegalArgumentException where it is in none of them
     */
    public static <T extends Record, ID> RecordModel<T, ID> in(List<Schema> schemas, Model<T, ID> model) {
        if (all(schemas).stream().noneMatch(known -> known.type() == model.type())) {
            throw new IllegalArgumentException(
                    "%s is in no schema of this database, so its table %s may not be there: add its model to a Schema, and that to the options"
                            .formatted(model.type().getName(), model.table()));
        }
        return switch (model) {
            case RecordModel<T, ID> records -> records;
        };
    }

    /** Returns the models of all schemas. */
    public static List<RecordModel<?, ?>> all(List<Schema> schemas) {
        return schemas.stream()
                .flatMap(schema -> schema.models().stream())
                .<RecordModel<?, ?>>map(model -> switch (model) {
                    case RecordModel<?, ?> records -> records;
                })
                .toList();
    }

    /** Reads the model from the record. */
    public static <T extends Record, ID> RecordModel<T, ID> read(Class<T> type, Class<ID> id) {
        return new ModelReader<T, ID>(type).read(id);
    }

    @Override
    @SuppressWarnings("unchecked") // the type is compared with that of the component
    public <V> Field<T, V> field(String name, Class<V> wanted) {
        var column = column(name);
        if (column.plain() == Plain.LIST) {
            throw new IllegalArgumentException("%s is a list: ask for it with list(...)".formatted(column));
        }
        if (column.type() != boxed(wanted)) {
            throw new IllegalArgumentException("%s is of type %s, not %s"
                    .formatted(column, column.type().getSimpleName(), wanted.getSimpleName()));
        }
        return (Field<T, V>) column;
    }

    @Override
    @SuppressWarnings("unchecked") // the type is compared with that of the component
    public <E> ListField<T, E> list(String name, Class<E> wanted) {
        var column = column(name);
        if (column.plain() != Plain.LIST || column.elementType() != boxed(wanted)) {
            throw new IllegalArgumentException("%s is no list of %s".formatted(column, wanted.getSimpleName()));
        }
        return new ListColumn<>((Column<T, List<E>>) column);
    }

    @Override
    public <P extends Record> Projection<T, P> projection(Class<P> smaller) {
        return View.of(this, smaller);
    }

    private Column<T, ?> column(String name) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no component %s: there are %s".formatted(type.getSimpleName(), name, names())));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public String table() {
        return table;
    }

    /** Returns what to call one record when talking to a client. */
    public String noun() {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Returns the columns in the order of the components. */
    public List<Column<T, ?>> columns() {
        return columns;
    }

    public Column<T, ID> id() {
        return id;
    }

    /** Returns the id of a record. */
    @SuppressWarnings("unchecked") // compared with the type of the component when the model was read
    public ID idOf(T row) {
        return (ID) Objects.requireNonNull(access.component(row, columns.indexOf(id)));
    }

    /** Returns the place among the columns of the one with the trait; empty where there is none. */
    public Optional<Integer> place(Trait trait) {
        return marked(trait).map(columns::indexOf);
    }

    /** Returns the column with the trait; empty where there is none. */
    public Optional<Column<T, ?>> marked(Trait trait) {
        return columns.stream().filter(column -> column.is(trait)).findFirst();
    }

    /** Returns the column a field of this record stands for. */
    public Column<T, ?> column(Field<T, ?> field) {
        return switch (field) {
            case Column<T, ?> column when column.owner() == type -> column;
            case Column<T, ?> stranger ->
                throw new IllegalArgumentException(stranger + " is no field of " + type.getSimpleName());
        };
    }

    /** Returns the column of a change, which may be changed so. */
    public Column<T, ?> changed(Patch.Change<T> change) {
        var column = column(change.field());
        if (!column.changeable()) {
            throw new IllegalArgumentException(column + " is not for a patch to change");
        }
        if (change instanceof Patch.Clear<T> && !column.is(Trait.OPTIONAL)) {
            throw new IllegalArgumentException(column + " is not Optional, so it cannot be cleared");
        }
        if (change instanceof Patch.Add<T> && column.plain() != Plain.INT && column.plain() != Plain.LONG) {
            throw new IllegalArgumentException(column + " is no whole number to add to");
        }
        return column;
    }

    /** Says whether the condition names at most one record. */
    public boolean isOfOne(Filter<T> filter) {
        return switch (filter) {
            case Filter.Eq<T, ?>(var field, var _) -> {
                var column = column(field);
                yield column.is(Trait.ID) || column.is(Trait.UNIQUE);
            }
            case Filter.And<T>(var parts) -> parts.stream().anyMatch(this::isOfOne);
            case Filter<T> _ -> false;
        };
    }

    /** Returns the column of a field whose values every database compares alike. */
    public Column<T, ?> comparable(Field<T, ?> field) {
        var column = column(field);
        if (!column.plain().sortable()) {
            throw new IllegalArgumentException(column
                    + (column.plain() == Plain.LIST
                            ? " is a list: ask what it has"
                            : " is a decimal, which not every database compares: keep the amount in whole units"));
        }
        return column;
    }

    /** Returns the column of a field that holds text. */
    public Column<T, ?> text(Field<T, ?> field) {
        var column = column(field);
        if (column.plain() != Plain.TEXT) {
            throw new IllegalArgumentException(column + " is no text");
        }
        return column;
    }

    /** Returns the name of the component that is kept in the column; the column's own name where it is none of ours. */
    public String component(String column) {
        return columns.stream()
                .filter(candidate -> candidate.column().equals(column))
                .map(Column::name)
                .findFirst()
                .orElse(column);
    }

    /** Returns the constraints on the components: read when they are first needed, since a start must not wait for their provider. */
    public Constraints constraints() {
        var known = constraints;
        if (known == null) {
            known = Constraints.of(type);
            constraints = known;
        }
        return known;
    }

    /** Returns what is stored for a record, in the order of the columns. */
    public @Nullable Object[] stored(T row) {
        var stored = new @Nullable Object[columns.size()];
        for (var index = 0; index < stored.length; index++) {
            stored[index] = columns.get(index).storedComponent(access.component(row, index));
        }
        return stored;
    }

    /** Refuses what lacks a hidden value: it would be lost. */
    public void refuseUnread(@Nullable Object[] stored) {
        for (var index = 0; index < stored.length; index++) {
            if (Column.UNREAD.equals(stored[index])) {
                throw new IllegalArgumentException(columns.get(index) + " needs a value to be inserted");
            }
        }
    }

    /** Returns the record for what is stored, in the order of the columns. */
    public T record(@Nullable Object[] stored) {
        var components = new Object[stored.length];
        for (var index = 0; index < stored.length; index++) {
            components[index] = columns.get(index).component(stored[index]);
        }
        return type.cast(access.construct(components));
    }
}
