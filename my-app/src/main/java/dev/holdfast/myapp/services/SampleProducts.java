package dev.holdfast.myapp.services;

import dev.holdfast.myapp.models.Money;
import dev.holdfast.myapp.models.NewProduct;
import java.util.List;
import java.util.Optional;

/** Products to look at before there are any; for development. */
public final class SampleProducts {

    private SampleProducts() {}

    /** Returns a handful of them. */
    public static List<NewProduct> all() {
        return List.of(
                product("Kettle", "Boils a litre and a half, and stops by itself.", 3490),
                product("Teapot", "Stoneware, with a sieve of steel.", 2850),
                product("Cup", "Holds a quarter of a litre.", 790),
                product("Tray", "Beech, oiled.", 1990),
                product("Tea, black", "Assam, 250 grams.", 1240),
                product("Tea, green", "Sencha, 100 grams.", 1160));
    }

    private static NewProduct product(String name, String description, long cents) {
        return new NewProduct(name, Optional.of(description), Money.cents(cents));
    }
}
