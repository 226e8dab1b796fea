package dev.datamigration.testing.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which transactions there are, and how often each comes. */
final class TransactionMix {
    private final List<ShopTransaction> tickets = new ArrayList<>();

    TransactionMix() {
        with(200, Orders::place);
        with(120, Orders::advance);
        with(20, Orders::postpone);
        with(60, Orders::cancel);
        with(20, Orders::renumberLines);
        with(80, Orders::settle);
        with(1, Orders::settleMany);
        with(30, Customers::register);
        with(80, Customers::change);
        with(20, Customers::move);
        with(10, Customers::swapAddresses);
        with(15, Customers::reissueGiftCard);
        with(15, Customers::note);
        with(30, Customers::emptyCart);
        with(20, Reviews::write);
        with(80, Reviews::markHelpful);
        with(10, Reviews::rewrite);
        with(10, Reviews::renumber);
        with(10, Reviews::withdraw);
        with(100, Clicks::browse);
        with(10, Clicks::amendOne);
        with(10, Clicks::forgetOne);
        with(40, Goods::reprice);
        with(2, Goods::takeStock);
        with(20, Goods::deal);
        with(2, Goods::replaceDeals);
        with(20, Goods::changeOfEveryType);
        with(6, Goods::anotherOfEveryType);
        with(6, Goods::dropOfEveryType);
        with(10, Goods::hesitate);
    }

    private void with(int weight, ShopTransaction transaction) {
        for (var i = 0; i < weight; i++) {
            tickets.add(transaction);
        }
    }

    /** The same dice give the same transactions. */
    ShopTransaction next(SplittableRandom random) {
        return tickets.get(random.nextInt(tickets.size()));
    }
}
