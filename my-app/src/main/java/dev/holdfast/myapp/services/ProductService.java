package dev.holdfast.myapp.services;

import dev.holdfast.Page;
import dev.holdfast.Problem;
import dev.holdfast.cache.Evictable;
import dev.holdfast.data.Database;
import dev.holdfast.data.Filter;
import dev.holdfast.data.Query;
import dev.holdfast.data.Repository;
import dev.holdfast.data.StaleVersion;
import dev.holdfast.myapp.models.NewProduct;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.ProductChange;
import dev.holdfast.myapp.models.ProductId;
import dev.holdfast.myapp.models.ProductQuery;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Decides what may happen to products. */
public final class ProductService {

    private static final int MOST_ATTEMPTS = 10;

    private final Repository<Product, ProductId> products;
    private final Evictable kept;
    private final Clock clock;

    /**
     * Products in a database.
     *
     * @param kept what may hold products, and is told when they change
     */
    public ProductService(Database database, Evictable kept, Clock clock) {
        this.products = database.repository(Product.MODEL);
        this.kept = kept;
        this.clock = clock;
    }

    /** Returns a page of products, the newest first. */
    public Page<Product> list(ProductQuery query) {
        var wanted = query.name().map(Product.NAME::startsWith).orElse(Filter.all());
        return products.page(Query.where(wanted).by(Product.CREATED_AT.descending()), query.cursor(), query.limit());
    }

    public Product find(ProductId id) {
        return products.findById(id).orElseThrow(() -> Problem.missing("product", id));
    }

    public Product create(NewProduct draft) {
        return told(() -> products.insert(product(draft)));
    }

    /**
     * Changes a product.
     *
     * @param condition refuses a state of the product that is not to be changed
     */
    public Product change(ProductId id, ProductChange change, Consumer<Product> condition) {
        return told(() -> again(() -> {
            var product = find(id);
            condition.accept(product);
            return products.update(changed(product, change));
        }));
    }

    /**
     * Deletes a product.
     *
     * @param condition refuses a state of the product that is not to be deleted
     */
    public void delete(ProductId id, Consumer<Product> condition) {
        told(() -> again(() -> {
            var product = find(id);
            condition.accept(product);
            if (products.deleteAll(Product.ID.is(id).and(Product.VERSION.is(product.version()))) == 0) {
                throw new StaleVersion("product");
            }
            return id;
        }));
    }

    /** Adds these products where there are none at all. */
    public void seed(List<NewProduct> drafts) {
        if (!products.exists(Filter.all())) {
            products.insertAll(drafts.stream().map(this::product).toList());
        }
    }

    /** Somebody else may have changed the product since it was read: then it is read and judged again. */
    private static <T> T again(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (StaleVersion raced) {
                if (attempt == MOST_ATTEMPTS) {
                    throw raced;
                }
            }
        }
    }

    private Product product(NewProduct draft) {
        var now = clock.instant();
        return new Product(ProductId.next(clock), draft.name(), draft.description(), draft.price(), 0, now, now);
    }

    private static Product changed(Product product, ProductChange change) {
        return new Product(
                product.id(),
                change.name().orElse(product.name()),
                change.description().or(product::description),
                change.price().orElse(product.price()),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    // tag::told[]
    /** A write that failed may have been stored all the same, so the cache is told in any case, after it. */
    private <T> T told(Supplier<T> write) {
        try {
            return write.get();
        } finally {
            kept.evict(Product.TAG);
        }
    }
    // end::told[]
}
