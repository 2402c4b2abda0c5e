using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;

namespace BankCrm.Web.Pages.Customers;

/// <summary>The filters of the list of customers, as they stand in its address.</summary>
public sealed class CustomerListAddress
{
    public const string Mine = "mine";
    public const string Nobodys = "none";
    private const int OldestAge = 150;

    public CustomerKind? Kind { get; set; }

    /// <summary>Where a name stands several times, any of its values will do.</summary>
    public CustomerTier?[] Tier { get; set; } = [];

    public LifeCycleStage?[] Stage { get; set; } = [];

    /// <summary>"mine", "none" or a colleague's id.</summary>
    public string?[] Owner { get; set; } = [];

    public Guid?[] Branch { get; set; } = [];

    /// <summary>With commas between them: all of them.</summary>
    public string? Tag { get; set; }

    /// <summary>Of several tags one is enough.</summary>
    public bool AnyTag { get; set; }

    public Guid? List { get; set; }

    public Sex? Sex { get; set; }

    public string? City { get; set; }

    public int? AgeFrom { get; set; }

    public int? AgeTo { get; set; }

    /// <summary>1 to 12.</summary>
    public int? Birthday { get; set; }

    public bool? Phone { get; set; }

    public DateOnly? AddedFrom { get; set; }

    public DateOnly? AddedTo { get; set; }

    public DateOnly? ChangedFrom { get; set; }

    public DateOnly? ChangedTo { get; set; }

    /// <summary>"hidden": without the protected records.</summary>
    public string? Protected { get; set; }

    /// <summary>One of the filters that are not always in sight is in force.</summary>
    public bool HasMore => Sex is not null || !string.IsNullOrEmpty(City) || AgeFrom is not null || AgeTo is not null || Birthday is not null || Phone is not null
        || AnyTag || AddedFrom is not null || AddedTo is not null || ChangedFrom is not null || ChangedTo is not null || !string.IsNullOrEmpty(Protected);

    /// <summary>Null: the address asks for what there is not.</summary>
    public CustomerFilter? Filter()
    {
        var owners = Owner.Where(o => !string.IsNullOrEmpty(o)).ToList();
        var ids = owners.Where(o => o is not (Mine or Nobodys)).Select(o => Guid.TryParse(o, out var id) ? id : (Guid?)null).ToList();
        if (ids.Contains(null) || AgeFrom is < 0 or > OldestAge || AgeTo is < 0 or > OldestAge || Birthday is < 1 or > 12)
        {
            return null;
        }

        return new()
        {
            Kind = Kind,
            Tier = AnyOf.Of<CustomerTier>(Tier),
            Stage = AnyOf.Of<LifeCycleStage>(Stage),
            Branch = AnyOf.Of<Guid>(Branch),
            Tag = Tag,
            AnyTag = AnyTag,
            List = List,
            Sex = Sex,
            City = City,
            AgeFrom = AgeFrom,
            AgeTo = AgeTo,
            BirthMonth = Birthday,
            HasPhone = Phone,
            AddedFrom = AddedFrom,
            AddedTo = AddedTo,
            ChangedFrom = ChangedFrom,
            ChangedTo = ChangedTo,
            IsMine = owners.Contains(Mine),
            IsNobodys = owners.Contains(Nobodys),
            Owner = AnyOf.Of<Guid>(ids),
            HidesProtected = Protected is "hidden",
        };
    }
}
