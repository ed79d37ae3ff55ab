package dev.holdfast.data.migration;

import dev.holdfast.data.mapping.Column;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.mapping.Trait;
import dev.holdfast.data.sql.Difference;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first words of a migration that makes tables fit their models; people finish it. */
public final class Draft {

    private static final String NOTHING = """
            -- The tables fit the models already. Write here what is to be done, for example:
            -- UPDATE things SET name = trim(name);
            """;

    private final Types types;

    private Draft(Types types) {
        this.types = types;
    }

    /** Returns the statements for each kind of SQL database, by the name of the kind. */
    public static SortedMap<String, String> of(List<Difference> differences) {
        var drafts = new TreeMap<String, String>();
        for (var types : Types.values()) {
            drafts.put(types.kind(), new Draft(types).text(differences));
        }
        return drafts;
    }

    private String text(List<Difference> differences) {
        return differences.isEmpty()
                ? NOTHING
                : differences.stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(Difference difference) {
        return switch (difference) {
            case Difference.NoTable(var model) -> table(model);
            case Difference.NoColumn(var model, var column) -> column(model, column);
            case Difference.NotUnique(var model, var column) -> unique(model, column);
            case Difference.Otherwise(var text) -> "-- Not written here: " + text + ".\n";
        };
    }

    private String table(RecordModel<?, ?> model) {
        var columns = model.columns().stream()
                .map(column -> "    " + declared(column) + trait(column))
                .collect(Collectors.joining(",\n"));
        return "CREATE TABLE %s (\n%s\n)%s;\n".formatted(model.table(), columns, types.ending());
    }

    private static String trait(Column<?, ?> column) {
        if (column.is(Trait.ID)) {
            return " PRIMARY KEY";
        }
        return required(column) + (column.is(Trait.UNIQUE) ? " UNIQUE" : "");
    }

    /** What has no default cannot be guessed for the rows there are: the question mark does not run until somebody answers it. */
    private String column(RecordModel<?, ?> model, Column<?, ?> column) {
        var words = "ALTER TABLE %s ADD COLUMN %s%s".formatted(model.table(), declared(column), required(column));
        var index = column.is(Trait.UNIQUE) ? unique(model, column) : "";
        if (column.is(Trait.OPTIONAL)) {
            return words + ";\n" + index;
        }
        var fallback = column.fallback().map(types::literal);
        return fallback.map(value -> words + " DEFAULT " + value + ";\n")
                        .orElseGet(() -> "-- In place of the question mark: what the rows get that are there already.\n"
                                + words + " DEFAULT ?;\n")
                + index;
    }

    private static String unique(RecordModel<?, ?> model, Column<?, ?> column) {
        return "CREATE UNIQUE INDEX %1$s_by_%2$s ON %1$s (%2$s);\n".formatted(model.table(), column.column());
    }

    private String declared(Column<?, ?> column) {
        return column.column() + " " + types.of(column.plain());
    }

    private static String required(Column<?, ?> column) {
        return column.is(Trait.OPTIONAL) ? "" : " NOT NULL";
    }
}
