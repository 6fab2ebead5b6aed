import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '__first__'),
        ('cities', '0011_add_gaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
                ('text', models.TextField(blank=True, max_length=60000, verbose_name='text')),
                ('caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='who took the photo')),
                ('signer', models.CharField(blank=True, max_length=200, verbose_name='signed by, and office')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='cities.candidacy')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cities.evidence', verbose_name='file')),
                ('rights', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cities.evidence', verbose_name='signed cession of rights')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='cities.requireddocument')),
            ],
            options={
                'verbose_name': 'document of a candidacy',
                'verbose_name_plural': 'documents of candidacies',
                'ordering': ['candidacy', 'document__position', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='packitem',
            constraint=models.UniqueConstraint(fields=('candidacy', 'document', 'number'), name='pack_item_once'),
        ),
    ]
