using BankCrm.Domain.Accounts.Statements;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<StatementFile> StatementFiles => Set<StatementFile>();

    public DbSet<ReceivedStatement> ReceivedStatements => Set<ReceivedStatement>();

    public DbSet<StatementLease> StatementLeases => Set<StatementLease>();
}
