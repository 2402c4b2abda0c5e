using BankCrm.Domain.Common;

namespace BankCrm.Domain.Products.Catalogue;

/// <summary>
/// Something the bank sells. What it says about it stands in versions that follow each other: one holds from its day until the next
/// one's, so they never overlap. A version in force stays as it is and is corrected by a new one.
/// </summary>
[Class(DataClass.C1)]
public sealed class Product : Entity
{
    public const int CodeMaxLength = 20;
    public const int ReasonMaxLength = 200;
    public const int MostVersions = 200;

    private readonly List<ProductVersion> versions = [];

    private Product() { } // EF Core

    /// <summary>Capital letters, figures, dashes; unique, as in the bank's other systems and in addresses.</summary>
    public string Code { get; private init; } = "";

    public ProductClass Class { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = Currencies.Home;

    /// <summary>From this day nobody can buy it any more; who has it keeps it. Null: it was not withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; private set; }

    public string WithdrawalReason { get; private set; } = "";

    public IReadOnlyList<ProductVersion> Versions => versions;

    /// <param name="versionId">Of its first version.</param>
    /// <param name="validFrom">Today at the earliest: nothing is said about a day that has passed.</param>
    public static Product Launch(
        Guid id, Guid versionId, string code, ProductClass productClass, string currency, DateOnly validFrom, ProductTerms terms, DateOnly today)
    {
        Refuse.If(ProductRules.CheckCode(code));
        Refuse.If(!Currencies.Exist(currency), "Choose a currency.");
        Refuse.If(validFrom < today, "A product cannot begin in the past.");

        var product = new Product { Id = id, Code = code, Class = productClass, Currency = currency };
        product.RefuseWrongTerms(terms, validFrom);
        product.versions.Add(ProductVersion.Of(versionId, id, validFrom, terms));
        return product;
    }

    /// <summary>What held, holds or will hold on that day. Null: the product was not there yet.</summary>
    public ProductVersion? VersionOn(DateOnly day) => versions.Where(v => v.ValidFrom <= day).MaxBy(v => v.ValidFrom);

    /// <summary>What of the product is shown on that day: the version that holds or, while none does, the first.</summary>
    public ProductVersion ShownOn(DateOnly day) => VersionOn(day) ?? versions.MinBy(v => v.ValidFrom)!;

    public ProductState StateOn(DateOnly day) => StateOn(day, WithdrawnFrom, ShownOn(day).ValidFrom, ShownOn(day).Terms);

    /// <summary>The same, of what a list has read.</summary>
    /// <param name="validFrom">Of the version that is shown on that day, as are its terms.</param>
    public static ProductState StateOn(DateOnly day, DateOnly? withdrawnFrom, DateOnly validFrom, ProductTerms terms) =>
        withdrawnFrom <= day ? ProductState.Withdrawn
        : terms.SaleUntil < day ? ProductState.Over
        : validFrom > day || terms.SaleFrom > day ? ProductState.Coming
        : ProductState.OnSale;

    /// <summary>Other terms from a day on. What holds today stays as it is until then.</summary>
    public void Revise(Guid versionId, DateOnly validFrom, ProductTerms terms, DateOnly today)
    {
        Refuse.If(WithdrawnFrom is not null, "The product was withdrawn from sale: put it back on sale first.");
        Refuse.If(versions.Count >= MostVersions, "A product has at most {0} versions.", MostVersions);
        RefuseTakenDay(validFrom, today, except: null);
        RefuseWrongTerms(terms, validFrom);
        Refuse.If(VersionOn(validFrom)?.Terms == terms, "Nothing would change on that day.");

        versions.Add(ProductVersion.Of(versionId, Id, validFrom, terms));
    }

    /// <summary>Changes a version that does not hold yet.</summary>
    public void ChangeComing(Guid versionId, DateOnly validFrom, ProductTerms terms, DateOnly today)
    {
        var version = Coming(versionId, today);
        RefuseTakenDay(validFrom, today, except: version);
        RefuseWrongTerms(terms, validFrom);

        version.Change(validFrom, terms);
    }

    /// <summary>Takes back a version that does not hold yet.</summary>
    public void CancelComing(Guid versionId, DateOnly today)
    {
        var version = Coming(versionId, today);
        Refuse.If(versions.Count == 1, "A product has at least one version: withdraw it from sale instead.");
        versions.Remove(version);
    }

    /// <param name="from">The first day on which it is not sold.</param>
    public void Withdraw(DateOnly from, string reason, DateOnly today)
    {
        Refuse.If(WithdrawnFrom is not null, "The product was already withdrawn from sale.");
        Refuse.If(from < today, "A product cannot be withdrawn in the past.");
        WithdrawnFrom = from;
        WithdrawalReason = reason;
    }

    public void PutBackOnSale()
    {
        Refuse.If(WithdrawnFrom is null, "The product was not withdrawn from sale.");
        WithdrawnFrom = null;
        WithdrawalReason = "";
    }

    private ProductVersion Coming(Guid versionId, DateOnly today)
    {
        var version = versions.Find(v => v.Id == versionId);
        Refuse.If(version is null, "This version is not there any more.");
        Refuse.If(version.ValidFrom <= today, "This version is in force: correct it by a new one.");
        return version;
    }

    private void RefuseTakenDay(DateOnly validFrom, DateOnly today, ProductVersion? except)
    {
        Refuse.If(validFrom <= today, "A new version begins tomorrow at the earliest: what holds today stays as it is.");
        Refuse.If(versions.Exists(v => v != except && v.ValidFrom == validFrom), "Another version begins on that day.");
    }

    private void RefuseWrongTerms(ProductTerms terms, DateOnly validFrom) =>
        Refuse.If(ProductRules.Faults(Class, Currency, validFrom, terms).Select(f => f.Fault).FirstOrDefault());
}
