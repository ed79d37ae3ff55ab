package dev.holdfast.docs.warehouse;

import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is there, and what becomes of it. */
final class Warehouse {

    private final Database database;
    private final Repository<Article, UUID> articles;
    private final Repository<Sale, UUID> sales;

    Warehouse(Database database) {
        this.database = database;
        this.articles = database.repository(Article.MODEL);
        this.sales = database.repository(Sale.MODEL);
    }

    // tag::find[]
    Article find(UUID id) {
        return articles.findById(id).orElseThrow(() -> Problem.missing("article", id));
    }

    /** What runs out first, the least of it first. */
    List<Article> scarce(String tag) {
        var scarce = Article.STOCK.lessThan(10L).and(Article.TAGS.has(tag));
        return articles.find(Query.where(scarce).by(Article.STOCK.ascending()).limit(20));
    }
    // end::find[]

    // tag::filters[]
    /** What somebody has to look after: it lies nowhere, or in the cellar and is no tool. */
    Filter<Article> astray() {
        var inCellar = Article.SHELF.in(List.of("c1", "c2"));
        return Article.SHELF.isAbsent().or(inCellar.and(Article.TAGS.has("tool").not()));
    }
    // end::filters[]

    // tag::page[]
    /** A page of what begins so, the newest first; the cursor is the {@code next} of the page before. */
    Page<Label> labels(String beginning, Optional<String> cursor, int limit) {
        var wanted = Query.where(Article.TITLE.startsWith(beginning)).by(Article.CREATED_AT.descending());
        return articles.page(wanted, cursor, limit, Article.LABEL);
    }
    // end::page[]

    // tag::count[]
    boolean isEmpty() {
        return !articles.exists(Filter.all());
    }

    long untagged(String tag) {
        return articles.count(Article.TAGS.has(tag).not());
    }
    // end::count[]

    // tag::stream[]
    /** However many there are: they are read a thousand at a time. */
    long pieces() {
        return articles.stream(Query.<Article>all()).mapToLong(Article::stock).sum();
    }
    // end::stream[]

    // tag::insert[]
    Article add(String code, String title, long stock) {
        return articles.insert(article(code, title, stock));
    }

    List<Article> addAll(List<Article> several) {
        return articles.insertAll(several);
    }

    /** What the supplier's list says, whether we had it or not. */
    Article listed(String code, String title, long stock) {
        return articles.upsert(article(code, title, stock), Article.CODE);
    }
    // end::insert[]

    // tag::update[]
    /** Stores what was read and changed; somebody who was faster makes this a {@code StaleVersion}. */
    Article renamed(Article read, String title) {
        return articles.update(new Article(
                read.id(),
                read.code(),
                title,
                read.shelf(),
                read.tags(),
                read.stock(),
                read.version(),
                read.createdAt()));
    }
    // end::update[]

    // tag::patch[]
    Optional<Article> delivered(UUID id, long pieces, String shelf) {
        return articles.patch(id, Article.STOCK.plus(pieces).and(Article.SHELF.to(shelf)));
    }

    Optional<Article> takenOffItsShelf(UUID id) {
        return articles.patch(id, Article.SHELF.cleared().and(Article.TAGS.pushed("loose")));
    }
    // end::patch[]

    // tag::many[]
    long moved(String from, String to) {
        return articles.updateAll(Article.SHELF.is(from), Article.SHELF.to(to));
    }

    long forgetSoldOut() {
        return articles.deleteAll(Article.STOCK.is(0L));
    }
    // end::many[]

    // tag::transaction[]
    /** Takes the pieces from the stock and writes the sale down: both, or neither. */
    Sale sell(UUID id, long pieces) {
        return database.inTransaction(() -> {
            if (find(id).stock() < pieces) {
                throw new Problem(Kind.CONFLICT, "there are not so many left");
            }
            articles.patch(id, Article.STOCK.plus(-pieces));
            return sales.insert(new Sale(UUID.randomUUID(), id, pieces, Instant.EPOCH));
        });
    }
    // end::transaction[]

    // tag::alone[]
    /** The condition is part of the write, so nobody comes between them; false where there are not so many left. */
    boolean take(UUID id, long pieces) {
        var enough = Article.ID.is(id).and(Article.STOCK.atLeast(pieces));
        return articles.updateAll(enough, Article.STOCK.plus(-pieces)) == 1;
    }
    // end::alone[]

    static Article article(String code, String title, long stock) {
        return new Article(UUID.randomUUID(), code, title, Optional.empty(), List.of(), stock, 0, Instant.EPOCH);
    }
}
