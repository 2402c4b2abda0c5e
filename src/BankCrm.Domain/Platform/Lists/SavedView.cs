using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Lists;

public enum ViewAudience
{
    [Means("Only me")] Own,
    [Means("My branch")] Branch,
    [Means("Everybody who may open the list")] Everyone,
}

/// <summary>
/// A list as somebody wants it again: its filters, order and columns, under a name. It is an address and no rows: whoever opens it sees what
/// is theirs to see.
/// </summary>
[Class(DataClass.C1)]
public sealed class SavedView : Entity
{
    public const int ListMaxLength = 40;
    public const int NameMaxLength = 60;
    public const int AddressMaxLength = 1500;

    private SavedView() { } // EF Core

    /// <summary>Of which list: "customers".</summary>
    public string List { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The query of the list, with its question mark; empty: the list as it is.</summary>
    public string Address { get; private set; } = "";

    public Guid MadeBy { get; private init; }
    public ViewAudience Audience { get; private set; }

    /// <summary>The branch it is shared with. Null: another audience.</summary>
    public Guid? SharedWith { get; private set; }

    /// <summary>Whoever has this role finds the list so where they chose nothing else. Null: nobody.</summary>
    public Guid? DefaultOfRole { get; private set; }

    public static SavedView Keep(Guid id, string list, string name, string address, Guid by) =>
        new() { Id = id, List = list, Name = name.Trim(), Address = address, MadeBy = by };

    public void Rename(string name) => Name = name.Trim();

    public void Replace(string address) => Address = address;

    /// <param name="branchId">The branch of whoever shares it.</param>
    /// <param name="roleId">Whose default it is; only where everybody may use it.</param>
    public void Share(ViewAudience audience, Guid? branchId, Guid? roleId)
    {
        Refuse.If(audience is ViewAudience.Branch && branchId is null, "You work for no branch with which it could be shared.");
        Refuse.If(roleId is not null && audience is not ViewAudience.Everyone, "The default of a role must be shared with everybody.");
        Audience = audience;
        SharedWith = audience is ViewAudience.Branch ? branchId : null;
        DefaultOfRole = roleId;
    }
}

/// <summary>How one colleague has one list shown: what was chosen last.</summary>
[Class(DataClass.C1)]
public sealed class ListLook
{
    public const int ColumnsMaxLength = 400;
    public const int WidthsMaxLength = 400;

    private ListLook() { } // EF Core

    public Guid StaffId { get; private init; }
    public string List { get; private init; } = "";

    /// <summary>Keys with commas between them. Empty: the usual ones.</summary>
    public string Columns { get; private set; } = "";

    /// <summary>"name:12,tier:6", in steps the list knows. Empty: as wide as they come.</summary>
    public string Widths { get; private set; } = "";

    /// <summary>The view in which the list opens. Null: the role's, or none.</summary>
    public Guid? DefaultView { get; private set; }

    public DateTimeOffset KeptAt { get; private set; }

    public static ListLook Of(Guid staffId, string list) => new() { StaffId = staffId, List = list };

    public void ShowColumns(string columns, DateTimeOffset now) => (Columns, KeptAt) = (columns, now);

    public void Widen(string widths, DateTimeOffset now) => (Widths, KeptAt) = (widths, now);

    public void OpenIn(Guid? viewId, DateTimeOffset now) => (DefaultView, KeptAt) = (viewId, now);
}
