package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done to a MongoDB database from outside the program; on a fake of it unless a server is named, see {@link MongoServers}. */
class MongoUpkeepTest {

    private static final String[] PREPARED = {
        "the collection people", "a unique index on people.email", "the collection teams"
    };

    private static final DocumentMigration COLOURS = new DocumentMigration(
            1, "first colour", database -> database.getCollection("colours").insertOne(new Document("_id", "red")));

    private final String address = MongoServers.fresh();
    private final DatabaseOptions options = DatabaseOptions.of(address).pool(2).schemas(Person.SCHEMA);
    private final Upkeep upkeep = Upkeep.of(options);
    private final Ear ear = new Ear();
    private final MongoClient client = MongoClients.create(address);
    private final MongoDatabase database =
            client.getDatabase(Objects.requireNonNull(new com.mongodb.ConnectionString(address).getDatabase()));

    @AfterEach
    void leave() {
        client.close();
    }

    @AfterAll
    static void leaveNothing() {
        MongoServers.dropAll();
    }

    private Upkeep with(DocumentMigration... migrations) {
        return Upkeep.of(options.schemas(Person.SCHEMA.documents(migrations)));
    }

    private void assertNoCopyIsLeft() {
        assertThat(copy().listCollectionNames().into(new ArrayList<>())).isEmpty();
    }

    private MongoDatabase copy() {
        return client.getDatabase("holdfast_rehearsal_" + database.getName());
    }

    private List<String> collections() {
        return database.listCollectionNames().into(new ArrayList<>());
    }

    @Test
    void what_the_models_need_is_pending_until_it_is_made_once() {
        var whole = with(COLOURS);
        assertThat(whole.migrations()).hasSize(4).extracting(Migration::state).containsOnly(Migration.State.PENDING);
        assertThat(collections()).isEmpty();

        whole.migrate(ear);
        assertThat(ear.heard())
                .startsWith("applying 1 (first colour)", "applied 1 (first colour)")
                .contains("applied " + PREPARED[0], "applied " + PREPARED[1], "applied " + PREPARED[2])
                .hasSize(8);
        whole.migrate(ear);
        assertThat(ear.heard()).hasSize(8);

        assertThat(whole.migrations()).hasSize(4).extracting(Migration::state).containsOnly(Migration.State.APPLIED);
        assertThat(whole.migrations().getFirst().appliedAt()).isPresent();
    }

    @Test
    void a_history_that_the_program_contradicts_is_shown_as_it_is() {
        with(COLOURS, new DocumentMigration(2, "more", _ -> {})).migrate(Progress.UNHEARD);

        assertThat(with(new DocumentMigration(1, "another", _ -> {})).migrations())
                .extracting(Migration::state)
                .startsWith(Migration.State.CHANGED, Migration.State.UNKNOWN);
    }

    @Test
    void a_start_that_waits_for_migrations_is_refused_and_told_what_is_pending() {
        assertThatThrownBy(() -> Database.open(options.refusingPending()))
                .isInstanceOfSatisfying(PendingMigrations.class, refused -> {
                    assertThat(refused.empty()).isTrue();
                    assertThat(refused.pending()).extracting(Migration::file).containsExactlyInAnyOrder(PREPARED);
                });

        Upkeep.of(options.refusingPending()).migrate(Progress.UNHEARD);

        Database.open(options.refusingPending()).close();
    }

    @Test
    void a_rehearsal_of_a_new_database_makes_nothing_in_it() {
        upkeep.rehearse(ear);

        assertThat(ear.heard()).contains("applied " + PREPARED[0], "applied " + PREPARED[1], "applied " + PREPARED[2]);
        assertThat(collections()).isEmpty();
        assertNoCopyIsLeft();
    }

    @Test
    void a_rehearsal_is_made_on_the_documents_that_are_there_also_of_collections_without_a_model() {
        upkeep.migrate(Progress.UNHEARD);
        database.getCollection("people")
                .insertMany(IntStream.range(0, 2_500)
                        .mapToObj(each -> new Document("_id", "p" + each).append("email", "e" + each))
                        .toList());
        database.getCollection("colours").insertOne(new Document("_id", "red"));
        var seen = new ArrayList<Long>();
        var look = new DocumentMigration(1, "look", copy -> {
            seen.add(copy.getCollection("people").countDocuments());
            seen.add(copy.getCollection("colours").countDocuments());
            copy.getCollection("people").deleteMany(new Document());
            assertThatThrownBy(() -> copy.getCollection("people")
                            .insertMany(List.of(new Document("email", "same"), new Document("email", "same"))))
                    .hasMessageContaining("duplicate key");
        });

        with(look).rehearse(ear);

        assertThat(seen).containsExactly(2_500L, 1L);
        assertThat(ear.heard()).containsExactly("applying 1 (look)", "applied 1 (look)");
        assertThat(ear.copied()).isPositive();
        assertThat(database.getCollection("people").countDocuments()).isEqualTo(2_500);
        assertThat(collections()).containsExactlyInAnyOrder("people", "teams", "colours");
        assertNoCopyIsLeft();
    }

    @Test
    void what_the_documents_do_not_allow_fails_the_rehearsal_with_its_reason_and_leaves_nothing() {
        database.getCollection("people")
                .insertMany(List.of(new Document("email", "same"), new Document("email", "same")));

        assertThatThrownBy(() -> upkeep.rehearse(ear))
                .hasMessageContaining("Person.email is @Unique, and people has documents with the same value");

        assertThat(collections()).containsExactly("people");
        assertNoCopyIsLeft();
    }

    @Test
    void what_a_killed_rehearsal_left_is_no_part_of_the_next() {
        copy().getCollection("people")
                .insertMany(List.of(new Document("email", "same"), new Document("email", "same")));

        upkeep.rehearse(ear);

        assertNoCopyIsLeft();
    }

    @Test
    void backups_name_the_tool_and_show_no_password() {
        var secret = Upkeep.of(
                DatabaseOptions.of(
                        "mongodb://ann%40home:s3cret@one:27017,two:27018/shop?authSource=admin&replicaSet=rs0&proxyPassword=s3cret&proxyUsername=p&proxyHost=h"));
        var place = "mongodb://ann%40home@one:27017,two:27018/shop?authSource=admin&replicaSet=rs0";

        assertThatThrownBy(() -> secret.backup(Path.of("shop.gz"), ear))
                .hasMessageContaining("mongodump --gzip --archive=shop.gz '--uri=" + place + "'")
                .hasMessageNotContainingAny("s3cret");
        assertThatThrownBy(() -> secret.restore(Path.of("my shop.gz"), ear))
                .hasMessageContaining("mongorestore --drop --gzip '--archive=my shop.gz' '--uri=" + place + "'")
                .hasMessageNotContainingAny("s3cret");
    }
}
