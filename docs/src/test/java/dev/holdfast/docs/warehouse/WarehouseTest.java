package dev.holdfast.docs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.DatabaseFailure;
import dev.holdfast.data.DatabaseOptions;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.Schema;
import dev.holdfast.data.StaleVersion;
import dev.holdfast.data.UniqueViolation;
import dev.holdfast.testkit.FakeClock;
import dev.holdfast.testkit.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guide says of data holds on every kind of database; MongoDB is a fake that stands alone. */
@ParameterizedClass
@EnumSource
class WarehouseTest {

    enum Kept {
        SQLITE,
        POSTGRESQL,
        MONGODB
    }

    private static final MongoServer MONGO = new MongoServer(new MemoryBackend());
    private static final String MONGO_ADDRESS = MONGO.bindAndGetConnectionString();

    private final FakeClock clock = FakeClock.atNoon();

    @Parameter
    private Kept kept = Kept.SQLITE;

    @TempDir
    private Path folder = Path.of("");

    private Database database;
    private Repository<Article, UUID> articles;
    private Repository<Sale, UUID> sales;
    private Warehouse warehouse;

    private String address() {
        return switch (kept) {
            case SQLITE -> "sqlite:" + folder.resolve("warehouse.db");
            case POSTGRESQL -> Postgres.shared().database();
            case MONGODB -> MONGO_ADDRESS + "/" + UUID.randomUUID();
        };
    }

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.of(address())
                .schemas(Schema.of("app", "warehouse/migration", Article.MODEL, Sale.MODEL))
                .clock(clock));
        articles = database.repository(Article.MODEL);
        sales = database.repository(Sale.MODEL);
        warehouse = new Warehouse(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @AfterAll
    static void endTheFake() {
        MONGO.shutdownNow();
    }

    @Test
    void each_kind_says_what_it_can_do() {
        var can = database.capabilities();
        var isFile = kept == Kept.SQLITE;
        var isSql = kept != Kept.MONGODB;

        assertThat(can.transactions()).isEqualTo(isSql);
        assertThat(can.savepoints()).isEqualTo(isSql);
        assertThat(can.references()).isEqualTo(isSql);
        assertThat(can.severalProcesses()).isEqualTo(!isFile);
    }

    @Test
    void what_is_asked_for_is_found() {
        var nail = articles.insert(tagged("nail", 3, Optional.of("c1"), "steel"));
        var saw = articles.insert(tagged("saw", 2, Optional.of("c1"), "steel", "tool"));
        var rope = articles.insert(tagged("rope", 50, Optional.empty(), "hemp"));

        assertThat(warehouse.find(nail.id())).isEqualTo(nail);
        assertThatThrownBy(() -> warehouse.find(UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.MISSING));
        assertThat(warehouse.scarce("STEEL")).containsExactly(saw, nail);
        assertThat(articles.find(Query.where(warehouse.astray()))).containsExactlyInAnyOrder(nail, rope);
        assertThat(warehouse.untagged("steel")).isEqualTo(1);
        assertThat(warehouse.isEmpty()).isFalse();
        assertThat(warehouse.pieces()).isEqualTo(55);
        assertThat(articles.count(Article.TITLE.contains("op"))).isEqualTo(1);
        assertThat(articles.count(Article.TITLE.startsWith("Rope"))).isZero();
    }

    @Test
    void pages_follow_one_another_while_others_write() {
        for (var name : List.of("bolt a", "bolt b", "nut", "bolt c")) {
            warehouse.add(name, name, 1);
            clock.advance(Duration.ofMinutes(1));
        }

        var first = warehouse.labels("bolt", Optional.empty(), 2);
        warehouse.add("bolt d", "bolt d", 1);
        var second = warehouse.labels("bolt", first.next(), 2);

        assertThat(first.items()).containsExactly(new Label("bolt c", "bolt c"), new Label("bolt b", "bolt b"));
        assertThat(second.items()).containsExactly(new Label("bolt a", "bolt a"));
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> warehouse.labels("nut", first.next(), 2))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/cursor"));
    }

    @Test
    void what_is_written_is_stored_as_it_is_returned() {
        var added = warehouse.add(" SAW ", "Saw", 1);
        assertThat(added.code()).isEqualTo("saw");
        assertThat(warehouse.find(added.id())).isEqualTo(added);

        var listed = warehouse.listed("saw", "Saw, large", 7);
        assertThat(listed.id()).isEqualTo(added.id());
        assertThat(listed.stock()).isEqualTo(7);
        assertThat(listed.createdAt()).isEqualTo(added.createdAt());

        var delivered = warehouse.delivered(added.id(), 3, "a1").orElseThrow();
        assertThat(delivered.stock()).isEqualTo(10);
        assertThat(delivered.shelf()).contains("a1");
        assertThat(warehouse.moved("a1", "b1")).isEqualTo(1);
        var loose = warehouse.takenOffItsShelf(added.id()).orElseThrow();
        assertThat(loose.shelf()).isEmpty();
        assertThat(loose.tags()).containsExactly("loose");
        assertThat(warehouse.delivered(UUID.randomUUID(), 1, "a1")).isEmpty();

        warehouse.add("gone", "Gone", 0);
        assertThat(warehouse.forgetSoldOut()).isEqualTo(1);
    }

    @Test
    void somebody_who_was_slower_is_told() {
        var read = warehouse.add("saw", "Saw", 1);
        warehouse.renamed(read, "Handsaw");

        assertThatThrownBy(() -> warehouse.renamed(read, "Bow saw"))
                .isInstanceOfSatisfying(StaleVersion.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("stale_version");
                });
        assertThat(warehouse.find(read.id()).title()).isEqualTo("Handsaw");
    }

    @Test
    void a_value_that_is_taken_names_its_field_and_of_several_none_is_stored() {
        warehouse.add("saw", "Saw", 1);
        var several = List.of(Warehouse.article("axe", "Axe", 1), Warehouse.article("SAW", "Saw", 1));

        assertThatThrownBy(() -> warehouse.addAll(several)).isInstanceOfSatisfying(UniqueViolation.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(problem.names(Article.CODE)).isTrue();
            assertThat(problem.faults()).containsExactly(new Fault("/code", "is already taken"));
        });
        assertThat(articles.count(Filter.all())).isEqualTo(1);
    }

    @Test
    void what_others_refer_to_is_there_and_stays_where_the_database_looks() {
        var saw = warehouse.add("saw", "Saw", 0);
        sales.insert(new Sale(UUID.randomUUID(), saw.id(), 1, Instant.EPOCH));
        var sale = new Sale(UUID.randomUUID(), UUID.randomUUID(), 1, Instant.EPOCH);

        if (database.capabilities().references()) {
            assertUnprocessable(() -> sales.insert(sale));
            assertUnprocessable(warehouse::forgetSoldOut);
        } else {
            assertThat(sales.insert(sale).article()).isEqualTo(sale.article());
            assertThat(warehouse.forgetSoldOut()).isEqualTo(1);
        }
    }

    @Test
    void a_sale_is_written_down_with_what_it_takes_or_not_at_all() {
        var saw = warehouse.add("saw", "Saw", 2);

        if (database.capabilities().transactions()) {
            assertThat(warehouse.sell(saw.id(), 2).pieces()).isEqualTo(2);
            assertThatThrownBy(() -> warehouse.sell(saw.id(), 1)).hasMessage("there are not so many left");
            assertThat(sales.count(Sale.ARTICLE.is(saw.id()))).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> warehouse.sell(saw.id(), 2))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("has no transactions");
        }
    }

    @Test
    void a_write_with_its_condition_needs_no_transaction() {
        var saw = warehouse.add("saw", "Saw", 2);

        assertThat(warehouse.take(saw.id(), 2)).isTrue();
        assertThat(warehouse.take(saw.id(), 1)).isFalse();
        assertThat(warehouse.find(saw.id()).stock()).isZero();
    }

    @Test
    void the_driver_itself_can_be_asked() {
        articles.insert(tagged("nail", 3, Optional.of("c1"), "steel"));
        articles.insert(tagged("saw", 2, Optional.of("c1"), "steel"));
        articles.insert(tagged("rope", 50, Optional.empty(), "hemp"));
        var reports = new Reports(database);

        var isSql = kept != Kept.MONGODB;
        assertThat(isSql ? reports.byShelf() : reports.byShelfOfDocuments()).isEqualTo(Map.of("c1", 5L));
        assertThatThrownBy(() -> {
                    if (isSql) {
                        reports.byShelfOfDocuments();
                    } else {
                        reports.byShelf();
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this database is reached by");
    }

    private static void assertUnprocessable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNPROCESSABLE));
    }

    private static Article tagged(String code, long stock, Optional<String> shelf, String... tags) {
        return new Article(UUID.randomUUID(), code, code, shelf, List.of(tags), stock, 0, Instant.EPOCH);
    }
}
