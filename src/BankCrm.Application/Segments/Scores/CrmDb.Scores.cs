using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<OutcomeHistory> OutcomeHistories => Set<OutcomeHistory>();

    public DbSet<HistoryColumn> HistoryColumns => Set<HistoryColumn>();

    public DbSet<OutcomeRow> OutcomeRows => Set<OutcomeRow>();

    public DbSet<ScoreVersion> ScoreVersions => Set<ScoreVersion>();

    public DbSet<ScoreCheck> ScoreChecks => Set<ScoreCheck>();

    public DbSet<CustomerScore> CustomerScores => Set<CustomerScore>();
}
