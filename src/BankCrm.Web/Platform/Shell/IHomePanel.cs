namespace BankCrm.Web.Platform.Shell;

/// <summary>A part of the home page. A feature writes a sealed class with an empty constructor, and a partial view beside it; it is found.</summary>
public interface IHomePanel
{
    /// <summary>Who sees it.</summary>
    string Permission { get; }

    /// <summary>The partial view that draws it: "Tasks/_DueToday".</summary>
    string View { get; }

    /// <summary>What is due comes before what is good to know.</summary>
    int Order { get; }

    /// <summary>Stands beside the main column where there is room: figures, not work.</summary>
    bool IsAside => false;

    /// <summary>What the view shows. Null: nothing worth a place today.</summary>
    Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct);
}
