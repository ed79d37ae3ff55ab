package dev.holdfast.data;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a part of a program expects of the database: the migrations that make its tables and the models that must fit them. SQL
 * databases take the files, MongoDB the migrations of documents.
 *
 * @param name a short name of the part; its history is kept in {@code <name>_schema_history}
 * @param migrations the folder on the class path that holds the SQL files, as in {@code db/migration}
 * @param models the models to compare with the tables
 * @param documents the migrations of documents, in the order of their versions
 */
public record Schema(String name, String migrations, List<Model<?, ?>> models, List<DocumentMigration> documents) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public Schema {
        models = List.copyOf(models);
        documents = documents.stream()
                .sorted(Comparator.comparingInt(DocumentMigration::version))
                .toList();
        if (documents.stream().mapToInt(DocumentMigration::version).distinct().count() < documents.size()) {
            throw new IllegalArgumentException("two migrations of documents of " + name + " have the same version");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a schema is named in small letters, digits and underscores, not " + name);
        }
    }

    /** A part of a program with its migrations and models. */
    public static Schema of(String name, String migrations, Model<?, ?>... models) {
        return new Schema(name, migrations, List.of(models), List.of());
    }

    /** Returns the same part with what MongoDB does in place of the SQL files. */
    public Schema documents(DocumentMigration... changes) {
        return new Schema(name, migrations, models, List.of(changes));
    }

    /** Returns the table in which it is written down which migrations were applied. */
    public String history() {
        return name + "_schema_history";
    }
}
