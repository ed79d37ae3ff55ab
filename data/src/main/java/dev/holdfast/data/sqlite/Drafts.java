package dev.holdfast.data.sqlite;

import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.Progress;
import dev.holdfast.data.Schema;
import dev.holdfast.data.mapping.RecordModel;
import dev.holdfast.data.migration.Draft;
import dev.holdfast.data.migration.Migrator;
import dev.holdfast.data.sql.TableCheck;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/** Finds out what the next migration has to do by trying those there are on an empty file, whatever database a program has. */
public final class Drafts {

    private Drafts() {}

    /**
     * Drafts what would make the tables fit the models of a schema.
     *
     * @param all the schemas of the program, in their order
     * @param schema the one to draft for
     */
    public static SortedMap<String, String> of(List<Schema> all, Schema schema) {
        try (var folder = Scratch.anywhere()) {
            var connections = new Connections(folder.file("draft.db"));
            try (var writer = connections.writer()) {
                new Migrator(SqliteDialect.KIND, connections.source(), writer).apply(all, Progress.UNHEARD);
                return Draft.of(TableCheck.differences(new SqliteCatalog(writer), RecordModel.all(List.of(schema))));
            }
        } catch (SQLException | IOException failure) {
            throw new DatabaseFailure("the migrations there are could not be tried out: " + failure, failure);
        }
    }
}
