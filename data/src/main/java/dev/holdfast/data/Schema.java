package dev.holdfast.data;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a part of a program expects of the database: the migrations that make its tables and the models that must fit them.
 *
 * @param name a short name of the part; its history is kept in {@code <name>_schema_history}
 * @param migrations the folder on the class path that holds the SQL files, as in {@code db/migration}
 * @param models the models to compare with the tables
 */
public record Schema(String name, String migrations, List<Model<?, ?>> models) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public Schema {
        models = List.copyOf(models);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a schema is named in small letters, digits and underscores, not " + name);
        }
    }

    /** A part of a program with its migrations and models. */
    public static Schema of(String name, String migrations, Model<?, ?>... models) {
        return new Schema(name, migrations, List.of(models));
    }

    /** Returns the table in which it is written down which migrations were applied. */
    public String history() {
        return name + "_schema_history";
    }
}
