namespace BankCrm.AuditVerifier;

/// <summary>Where a trail is read from.</summary>
internal interface ITrailSource : IDisposable
{
    /// <summary>The seq it begins with.</summary>
    long First { get; }

    /// <summary>False: a part of the trail, which may begin and end anywhere.</summary>
    bool IsComplete { get; }

    /// <summary>When it was taken, in microseconds since 1970.</summary>
    long Taken { get; }

    /// <summary>How many entries there should have been, with a seal and without. Null: nobody counted. Known at the end.</summary>
    (long Sealed, long Unsealed)? Counted { get; }

    /// <summary>How many entries were deleted before they got a seal. Known at the end.</summary>
    long Vanished { get; }

    /// <summary>The next row: first those with a seal, by seq, then those without.</summary>
    bool Read(Row row);
}
