using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts.Statements;

internal sealed class StatementFileConfiguration : IEntityTypeConfiguration<StatementFile>
{
    public void Configure(EntityTypeBuilder<StatementFile> files)
    {
        files.ToTable("statement_files");
        files.Property(f => f.FileName).HasMaxLength(StatementFile.FileNameMaxLength);
        files.Property(f => f.Digest).HasMaxLength(64);
        files.Property(f => f.Message).HasMaxLength(StatementFile.MessageMaxLength);
        files.Property(f => f.Letters).HasMaxLength(40);
        files.Property(f => f.Failure).HasMaxLength(StatementFile.FailureMaxLength);
        files.Property(f => f.FaultsJson).HasMaxLength(StatementFile.FaultsMaxLength);
        files.HasOne<Branch>().WithMany().HasForeignKey(f => f.BranchId).OnDelete(DeleteBehavior.Restrict);
        files.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.UploadedBy).OnDelete(DeleteBehavior.Restrict);
        files.HasIndex(f => new { f.BranchId, f.Id }); // a branch's list, newest first
        files.HasIndex(f => f.Digest); // the same file again
        files.HasIndex(f => f.State).HasFilter("state in ('Waiting', 'TakingIn')"); // what is to be done
    }
}

internal sealed class ReceivedStatementConfiguration : IEntityTypeConfiguration<ReceivedStatement>
{
    public void Configure(EntityTypeBuilder<ReceivedStatement> statements)
    {
        statements.ToTable("received_statements");
        statements.HasKey(s => new { s.FileId, s.Place });
        statements.Property(s => s.AccountShown).HasMaxLength(AccountNumber.MaxLength);
        statements.Property(s => s.Name).HasMaxLength(ReceivedStatement.NameMaxLength);
        statements.Property(s => s.Currency).HasMaxLength(Money.CodeLength);
        statements.Property(s => s.FaultsJson).HasMaxLength(StatementFile.FaultsMaxLength);
        statements.HasOne<StatementFile>().WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Cascade);

        // The account is no foreign key: what a file said stays on record also when the account's source takes it back.
        statements.HasIndex(s => s.AccountId).HasFilter("account_id is not null"); // which statements of an account came in
    }
}

internal sealed class StatementLeaseConfiguration : IEntityTypeConfiguration<StatementLease>
{
    public void Configure(EntityTypeBuilder<StatementLease> leases)
    {
        leases.ToTable("statement_leases");
        leases.HasKey(l => l.FileId);
        leases.Property(l => l.LeasedBy).HasMaxLength(60);
        leases.Property(l => l.Version).IsRowVersion(); // two processes that take it at once: one is refused
        leases.HasOne<StatementFile>().WithOne().HasForeignKey<StatementLease>(l => l.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}
