using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Products.Catalogue;

public sealed class CatalogueTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private static int numbers;

    private static readonly ProductTerms Fund = new()
    {
        Name = " Balanced fund ",
        ChineseName = "均衡基金",
        RateKind = RateKind.Aimed,
        Rate = 2.5m,
        RateUpTo = 4,
        IssuerGrade = RiskGrade.R2,
        OwnGrade = RiskGrade.R3,
        Minimum = 10_000,
    };

    [Fact]
    public async Task A_product_is_added_recorded_and_read_by_colleagues()
    {
        var (manager, reader) = await PeopleAsync();
        var add = NewFund(" wm-ａ1 ");

        await crm.As(manager).SendAsync(add);

        var product = await crm.As(reader).AskAsync<GetProduct, ProductDetails>(new("wm-a1"));
        Assert.Equal(("WM-A1", ProductClass.Wealth, "CNY", ProductState.OnSale), (product.Code, product.Class, product.Currency, product.State));
        var version = Assert.Single(product.Versions);
        Assert.Equal((1, Today, null, RiskGrade.R3, manager.Name), (version.Number, version.ValidFrom, version.Until, version.RiskGrade, version.ChangedBy));
        Assert.Equal(("Balanced fund", SalesChannels.Branch | SalesChannels.Mobile), (version.Terms.Name, version.Terms.Channels));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == add.Id || e.ObjectId == add.VersionId).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, e => Assert.Equal((AuditEvents.Created, manager.Id), (e.Event, e.Actor)));
        Assert.Contains(entries, e => e.Changes!.Contains("\"OwnGrade\":[null,\"R3\"]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_only_read_changes_nothing()
    {
        var (manager, reader) = await PeopleAsync();
        var add = NewFund(NextCode());
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(add));
        await crm.As(manager).SendAsync(add);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new WithdrawProduct { ProductId = add.Id, From = Today, Reason = "x" }));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(Revision(add, 1, Today.AddDays(1), 1)));
        var nobody = await crm.NewBranch().HasStaffAsync();
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(nobody).AskAsync<ListProducts, ProductList>(new()));
    }

    [Fact]
    public async Task A_code_is_taken_once_and_a_form_sent_twice_adds_one()
    {
        var (manager, _) = await PeopleAsync();
        var add = NewFund(NextCode());
        await crm.As(manager).SendAsync(add);

        var again = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(add));
        var other = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(NewFund(add.Code)));

        Assert.Equal("There is such a record already.", again.Message);
        Assert.Equal("Another product has this code.", other.Message);
    }

    [Fact]
    public async Task Each_wrong_field_is_named()
    {
        var (manager, _) = await PeopleAsync();
        var wrong = NewFund("WM 1") with { Currency = "RMB" };
        var wrongTerms = NewFund(NextCode()) with { Given = new() { Terms = Fund with { Name = null!, OwnGrade = null, Minimum = 0.001m } } };

        Assert.Equal(["Code", "Currency"], await FaultsAsync(manager, wrong));
        Assert.Equal(["Given.Channels", "Given.Terms.Minimum", "Given.Terms.Name", "Given.Terms.OwnGrade", "Given.ValidFrom"], await FaultsAsync(manager, wrongTerms));
    }

    [Fact]
    public async Task Other_terms_hold_from_their_day_and_the_days_before_can_be_asked()
    {
        var (manager, reader) = await PeopleAsync();
        var add = NewFund(NextCode());
        await crm.As(manager).SendAsync(add);
        var coming = Revision(add, await VersionAsync(add.Id), Today.AddDays(10), rate: 3);

        await crm.As(manager).SendAsync(coming);
        await crm.As(manager).SendAsync(Revision(add, await VersionAsync(add.Id), Today.AddDays(12), rate: 3.5m) with { VersionId = coming.VersionId, IsComing = true });

        async Task<decimal?> RateAsync(int days) =>
            (await crm.As(reader).AskAsync<GetProduct, ProductDetails>(new(add.Code, Today.AddDays(days)))).Shown?.Terms.Rate;
        Assert.Equal([null, 2.5m, 2.5m, 3.5m], new[] { await RateAsync(-1), await RateAsync(0), await RateAsync(11), await RateAsync(12) });
        var product = await crm.As(reader).AskAsync<GetProduct, ProductDetails>(new(add.Code));
        Assert.Equal([(2, null), (1, (DateOnly?)Today.AddDays(11))], product.Versions.Select(v => (v.Number, v.Until)));

        await crm.As(manager).SendAsync(new CancelComingVersion(add.Id, product.Version, coming.VersionId));
        Assert.Equal(2.5m, await RateAsync(12));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == coming.VersionId && e.Event == AuditEvents.Deleted)));
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_is_told()
    {
        var (manager, _) = await PeopleAsync();
        var add = NewFund(NextCode());
        await crm.As(manager).SendAsync(add);
        var seen = await VersionAsync(add.Id);

        await crm.As(manager).SendAsync(Revision(add, seen, Today.AddDays(5), rate: 3));

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(manager).SendAsync(Revision(add, seen, Today.AddDays(6), rate: 3.2m)));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(manager).SendAsync(new WithdrawProduct { ProductId = add.Id, Version = seen, From = Today, Reason = "Stale" }));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(Revision(add, await VersionAsync(add.Id), Today.AddDays(5), rate: 3.2m)));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(Revision(add, await VersionAsync(add.Id), Today, rate: 3.2m)));
    }

    [Fact]
    public async Task Withdrawn_it_is_not_sold_until_it_is_put_back()
    {
        var (manager, reader) = await PeopleAsync();
        var add = NewFund(NextCode());
        await crm.As(manager).SendAsync(add);

        await crm.As(manager).SendAsync(new WithdrawProduct { ProductId = add.Id, Version = await VersionAsync(add.Id), From = Today, Reason = " Losses " });

        var product = await crm.As(reader).AskAsync<GetProduct, ProductDetails>(new(add.Code));
        Assert.Equal((ProductState.Withdrawn, "Losses"), (product.State, product.WithdrawalReason));
        await crm.As(manager).SendAsync(new PutBackOnSale(add.Id, product.Version));
        Assert.Equal(ProductState.OnSale, (await crm.As(reader).AskAsync<GetProduct, ProductDetails>(new(add.Code))).State);
    }

    [Fact]
    public async Task The_list_is_searched_narrowed_ordered_and_counted()
    {
        var (manager, reader) = await PeopleAsync();
        var word = $"Falcon{Interlocked.Increment(ref numbers)}";
        var (low, high, over) = (NewFund(NextCode()), NewFund(NextCode()), NewFund(NextCode()));
        await crm.As(manager).SendAsync(low with { Given = low.Given with { Terms = Fund with { Name = word + " b", Rate = 1, OwnGrade = RiskGrade.R2 } } });
        await crm.As(manager).SendAsync(high with { Given = high.Given with { Terms = Fund with { Name = word + " a", Rate = 3 } } });
        await crm.As(manager).SendAsync(over with { Given = over.Given with { Terms = Fund with { Name = "c", ChineseName = word, SaleUntil = Today } } });

        async Task<string[]> CodesAsync(ListProducts query) =>
            [.. (await crm.As(reader).AskAsync<ListProducts, ProductList>(query with { Search = word.ToUpperInvariant() })).Products.Select(p => p.Code)];
        Assert.Equal([low.Code, high.Code, over.Code], await CodesAsync(new(Sort: "code")));
        Assert.Equal([over.Code, high.Code, low.Code], await CodesAsync(new(Sort: "name")));
        Assert.Equal([high.Code, over.Code, low.Code], await CodesAsync(new(Sort: "-rate")));
        Assert.Equal([low.Code], await CodesAsync(new(Risk: RiskGrade.R2)));
        Assert.Empty(await CodesAsync(new(Class: ProductClass.Loan)));
        Assert.Empty(await CodesAsync(new(State: ProductState.Withdrawn)));
        var list = await crm.As(reader).AskAsync<ListProducts, ProductList>(new(Search: word, Class: ProductClass.Loan));
        Assert.Equal(3, list.OfClass[ProductClass.Wealth]);
        Assert.InRange(list.All, 3, int.MaxValue);
    }

    private static string NextCode() => $"WM-T{Interlocked.Increment(ref numbers):000}";

    private static AddProduct NewFund(string code) => new()
    {
        Id = Guid.CreateVersion7(),
        VersionId = Guid.CreateVersion7(),
        Class = ProductClass.Wealth,
        Code = code,
        Given = new() { ValidFrom = Today, Channels = [SalesChannels.Branch, SalesChannels.Mobile], Terms = Fund },
    };

    private static ReviseProduct Revision(AddProduct product, uint version, DateOnly validFrom, decimal rate) => new()
    {
        ProductId = product.Id,
        Version = version,
        VersionId = Guid.CreateVersion7(),
        Given = product.Given with { ValidFrom = validFrom, Terms = Fund with { Rate = rate } },
    };

    private async Task<IEnumerable<string>> FaultsAsync(TestStaff staff, AddProduct add) =>
        (await Assert.ThrowsAsync<ValidationException>(() => crm.As(staff).SendAsync(add))).Errors.Select(e => e.PropertyName).Distinct().Order(StringComparer.Ordinal);

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Products.Where(p => p.Id == id).Select(p => p.Version).SingleAsync());

    private async Task<(TestStaff Manager, TestStaff Reader)> PeopleAsync()
    {
        var branch = crm.NewBranch();
        return (await branch.HasStaffAsync(ProductPermissions.Read, ProductPermissions.Manage), await branch.HasStaffAsync(ProductPermissions.Read));
    }
}
